package dev.hullmark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerScanTest {
    private static LayerBuilder layer() {
        return new LayerBuilder(new LineCataloger());
    }

    @ParameterizedTest
    @CsvSource({
        "throw, can't be understood (planted)",
        "ioexception, makes no sense",
        "overflow, is nested too deeply",
    })
    void whatACatalogerThrowsCostsTheRestOfItsFile(String word, String reason) {
        LayerFacts facts = layer().file("a.npms", "a 1\n" + word + "\nb 1")
                .file("c.npms", "c 1")
                .facts();
        assertThat(facts.files()).hasSize(2);
        assertThat(facts.files().getFirst().packages())
                .extracting(Package::name)
                .containsExactly("a");
        assertThat(facts.files().getFirst().gaps()).containsExactly(reason);
        assertThat(facts.files().getLast().packages()).extracting(Package::name).containsExactly("c");
    }

    @Test
    void troubleOfTheMachineIsNotKept() {
        LayerScan sound = layer().file("a.npms", "ioexception").scan();
        LayerScan disturbed = layer().file("a.npms", "full").scan();
        assertThat(sound.disturbed()).isFalse();
        assertThat(disturbed.disturbed()).isTrue();
    }

    @Test
    void ofANameThatALayerHasTwiceTheLastCounts() {
        LayerFacts facts = layer().file("a.npms", "old 1")
                .file("b.npms", "b 1")
                .file("c.npms", "c 1")
                .file("a.npms", "new 2")
                .file("b.npms", "")
                .link("c.npms", "elsewhere")
                .facts();
        assertThat(facts.files()).hasSize(1);
        assertThat(facts.files().getFirst().packages())
                .extracting(Package::name)
                .containsExactly("new");
    }

    @Test
    void everyNameIsRememberedWantedOrNot() {
        LayerFacts facts = layer().directory("d")
                .file("d/f", "")
                .link("l", "d")
                .removed("gone")
                .opaque("o")
                .facts();
        assertThat(facts.files()).isEmpty();
        assertThat(facts.names().size()).isEqualTo(2);
        assertThat(facts.names().contains("d/f")).isTrue();
        assertThat(facts.names().contains("l")).isTrue();
        assertThat(facts.names().contains("d")).isFalse();
        assertThat(facts.directories().contains("d")).isTrue();
        assertThat(facts.removed().contains("gone")).isTrue();
        assertThat(facts.opaque().contains("o")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@scope 1", "@/x 1", "@scope/ 1", " 1"})
    void aPackageWithoutAUsableNameIsAGap(String line) {
        LayerFacts facts = layer().file("a.npms", line + "\nb 1").facts();
        assertThat(facts.files().getFirst().packages())
                .extracting(Package::name)
                .containsExactly("b");
        assertThat(facts.files().getFirst().unnamed())
                .containsExactly("holds 1 packages without a usable name or version");
    }

    @Test
    void anEndlessTextIsNoName() {
        LayerFacts facts =
                layer().file("a.npms", "a " + "9".repeat(Limits.TEXT + 1)).facts();
        assertThat(facts.files().getFirst().packages()).isEmpty();
        assertThat(facts.files().getFirst().unnamed()).hasSize(1);
    }

    @Test
    void packagesOfAFileAreBounded() {
        Cataloger endless = new Endless();
        LayerScan scan = new LayerScan(List.of(endless));
        scan.file(CatalogerTester.entry("x", 1), new BytesContent(new byte[1]));
        FileFacts file = scan.facts().files().getFirst();
        assertThat(file.packages()).hasSize(Limits.PACKAGES_PER_FILE);
        assertThat(file.gaps())
                .containsExactly("tells of more packages than the limit: only the first 100000 were taken");
    }

    @Test
    void gapsOfALayerAreBounded() {
        LayerBuilder many = layer();
        for (int i = 0; i < Limits.GAPS_PER_LAYER + 5; i++) {
            many.file(i + ".npms", i % 2 == 0 ? "gap" : "unnamed");
        }
        LayerFacts facts = many.file("last.npms", "gap\na 1").facts();
        assertThat(facts.files()).hasSize(Limits.GAPS_PER_LAYER + 1);
        assertThat(facts.files().getLast().packages()).as("what it found stays").hasSize(1);
        assertThat(facts.files().getLast().hasGaps()).isFalse();
        assertThat(facts.gaps()).containsExactly(Coverage.partial("files", "6 more files of a layer have gaps"));
    }

    @Test
    void longReasonsAreCut() {
        LayerScan scan = layer().scan();
        FileSink sink = new FileSink("x", 1, 1, 1);
        sink.gap("z".repeat(5000));
        assertThat(sink.facts("c").gaps().getFirst()).hasSize(Limits.REASON + 1);
        assertThat(scan.facts()).isEqualTo(LayerFacts.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "usr/share/nodejs/x/package.json, true",
        "usr/lib/python3/dist-packages/x-1.dist-info/METADATA, true",
        "usr/lib/python3/dist-packages/x.egg-info, true",
        "usr/share/java/a.jar, true",
        "usr/share/rubygems-integration/all/specifications/rake-13.0.6.gemspec, true",
        "usr/lib/erlang/lib/jose-1.11.5/ebin/jose.app, true",
        "usr/lib/R/site-library/httr/DESCRIPTION, true",
        "usr/bin/docker, true",
        "usr/bin/python3.11, true",
        "usr/libexec/docker/cli-plugins/docker-compose, true",
        "opt/cni/bin/bridge, true",
        "usr/lib/snapd/snapd, true",
        "usr/share/doc/x/copyright, false",
        "usr/share/doc/x/examples/package.json, true",
        "usr/lib/x86_64-linux-gnu/libz.so.1, true",
        "usr/lib/apache2/modules/mod_ssl.so, true",
        "usr/lib/kubectl-1.31, true",
        "usr/lib/go/helper.amd64, true",
        "usr/lib/mono/4.5/shim.exe, true",
        "usr/share/gocode/src/github.com/spf13/cobra/go.mod, true",
        "usr/share/cargo/registry/regex-1.7.1/Cargo.lock, true",
        "usr/share/doc/python3-x/examples/requirements.txt, true",
        "usr/share/doc/libx-java/examples/pom.xml, true",
        "usr/share/doc/x/examples/pnpm-lock.yaml, true",
        "usr/share/jenkins/plugins/git.hpi, true",
        "usr/lib/elixir/lib/x/hex_metadata.config, true",
        "usr/share/doc/r-x/DESCRIPTION, true",
        "usr/lib/python3/dist-packages/x.py, false",
        "usr/share/x/image.png, false",
        "usr/share/man/man1/a.1.gz, false",
    })
    void ownershipIsKeptOfWhatCanNameAPackage(String path, boolean matters) {
        assertThat(Ownership.matters(path)).isEqualTo(matters);
    }

    @ParameterizedTest
    @CsvSource({
        "bin/sh, usr/bin/sh",
        "sbin/ip, usr/bin/ip",
        "usr/sbin/ip, usr/bin/ip",
        "lib/x/y, usr/lib/x/y",
        "lib64/x, usr/lib64/x",
        "libexec/x, libexec/x",
        "library/x, library/x",
        "lib, lib",
        "usr/bin/x, usr/bin/x",
    })
    void oldNamesAndNewNamesMeet(String path, String canonical) {
        assertThat(Ownership.canonical(path)).isEqualTo(canonical);
    }

    private static final class Endless implements Cataloger {
        @Override
        public String name() {
            return "endless";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public boolean wants(Entry entry) {
            return true;
        }

        @Override
        public void catalog(Entry entry, Content content, Sink sink) {
            Package p = Package.of(PackageType.NPM, "a", "1", "/x");
            for (int i = 0; i < Limits.PACKAGES_PER_FILE + 10; i++) {
                sink.found(p);
            }
        }
    }

    /** What a mount would hide; an empty file or an old log nobody misses. */
    @Test
    void whatServersHaveInTheirDirectoriesIsNoted() {
        LayerFacts facts = new LayerBuilder()
                .directory("var/lib/nginx/tmp")
                .directory("var/lib/nginx")
                .file("var/lib/nginx/html/index.html", "x")
                .file("var/lib/nginx/empty", "")
                .file("var/log/nginx/access.log", "x")
                .link("var/log/nginx/error.log", "/dev/stderr")
                .file("var/lib/other/x", "x")
                .facts();
        assertThat(facts.noted().programs())
                .extracting(p -> p.kind() + " " + p.evidence().path())
                .containsExactly(
                        "SCRATCH_DIRECTORY /var/lib/nginx/tmp",
                        "SCRATCH_FILE /var/lib/nginx/html/index.html",
                        "SCRATCH_FILE /var/log/nginx/error.log");
    }
}
