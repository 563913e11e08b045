package dev.hullmark.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.catalog.conan.ConanLockCataloger;
import dev.hullmark.catalog.conda.CondaCataloger;
import dev.hullmark.catalog.dotnet.DepsCataloger;
import dev.hullmark.catalog.dotnet.PackagesLockCataloger;
import dev.hullmark.catalog.hex.HexCataloger;
import dev.hullmark.catalog.hex.MixLockCataloger;
import dev.hullmark.catalog.php.ComposerCataloger;
import dev.hullmark.catalog.php.ComposerLockCataloger;
import dev.hullmark.catalog.pub.PubCataloger;
import dev.hullmark.catalog.r.RCataloger;
import dev.hullmark.catalog.ruby.GemCataloger;
import dev.hullmark.catalog.ruby.GemfileLockCataloger;
import dev.hullmark.catalog.rust.CargoLockCataloger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every cataloger of one listing has to bear: files cut off, changed, nested, huge or of another kind. */
class HostileListingsTest {
    record Sample(Cataloger cataloger, String path, String text, boolean json) {
        @Override
        public String toString() {
            return cataloger.name() + " " + path;
        }
    }

    static List<Sample> samples() {
        String composer = "[{\"name\":\"a/b\",\"version\":\"1\",\"license\":[\"MIT\"],\"x\":{\"y\":[1,null]}}]";
        return List.of(
                new Sample(new ComposerCataloger(), "vendor/composer/installed.json", composer, true),
                new Sample(new ComposerLockCataloger(), "composer.lock", "{\"packages\":" + composer + "}", true),
                new Sample(
                        new DepsCataloger(),
                        "a.deps.json",
                        "{\"libraries\":{\"A/1.0\":{\"type\":\"package\",\"x\":[]}}}",
                        true),
                new Sample(
                        new PackagesLockCataloger(),
                        "packages.lock.json",
                        "{\"version\":1,\"dependencies\":{\"net6.0\":{\"A\":{\"type\":\"Direct\",\"resolved\":\"1\"}}}}",
                        true),
                new Sample(
                        new CondaCataloger(),
                        "conda-meta/a.json",
                        "{\"files\":[\"x\"],\"name\":\"a\",\"version\":\"1\",\"license\":\"MIT\"}",
                        true),
                new Sample(
                        new ConanLockCataloger(),
                        "conan.lock",
                        "{\"requires\":[\"a/1\",[\"b/2\"]],\"graph_lock\":{\"nodes\":{\"1\":{\"ref\":\"c/3\"}}}}",
                        true),
                new Sample(new MixLockCataloger(), "mix.lock", "%{\n \"a\": {:hex, :a, \"1\", \"x\"},\n}\n", false),
                new Sample(
                        new HexCataloger(),
                        "deps/a/hex_metadata.config",
                        "{<<\"name\">>,<<\"a\">>}.\n{<<\"licenses\">>,[<<\"MIT\">>]}.\n{<<\"version\">>,<<\"1\">>}.\n",
                        false),
                new Sample(new HexCataloger(), "lib/a-1/ebin/a.app", "{application,a,[{vsn,\"1\"}]}.\n", false),
                new Sample(
                        new PubCataloger(),
                        "pubspec.lock",
                        "packages:\n  a:\n    dependency: transitive\n    source: hosted\n    version: \"1\"\n",
                        false),
                new Sample(
                        new RCataloger(), "l/a/DESCRIPTION", "Package: a\nVersion: 1\nLicense: MIT\nBuilt: R\n", false),
                new Sample(
                        new GemCataloger(),
                        "specifications/a.gemspec",
                        "# stub: a 1 ruby lib\n  s.name = \"a\"\n  s.version = %q<1>\n  s.licenses = [\"MIT\"]\n",
                        false),
                new Sample(
                        new GemfileLockCataloger(),
                        "Gemfile.lock",
                        "GEM\n  specs:\n    a (1)\n      b (~> 2)\n",
                        false),
                new Sample(
                        new CargoLockCataloger(),
                        "Cargo.lock",
                        "[[package]]\nname = \"a\"\nversion = \"1\"\nsource = \"registry+x\"\n",
                        false));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSampleItselfIsRead(Sample sample) throws IOException {
        assertThat(CatalogerTester.run(sample.cataloger(), sample.path(), sample.text())
                        .packages())
                .isNotEmpty();
    }

    /** Never anything but packages with printable names, gaps, or an error of the input. */
    @ParameterizedTest
    @MethodSource("samples")
    void changedFilesOnlyEverFailAsInput(Sample sample) {
        byte[] sound = sample.text().getBytes(UTF_8);
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] changed = i < sound.length ? Arrays.copyOf(sound, i) : sound.clone();
            for (int n = random.nextInt(4); n > 0 && changed.length > 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                CatalogerTester.run(sample.cataloger(), sample.path(), changed)
                        .packages()
                        .forEach(p ->
                                assertThat(Texts.isWord(p.name(), Limits.TEXT)).isTrue());
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void deepNestingIsAnErrorOrNothing(Sample sample) throws IOException {
        String deep = sample.json()
                ? "{\"packages\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}"
                : "[".repeat(200_000) + "{".repeat(200_000);
        if (sample.json()) {
            assertThatThrownBy(() -> CatalogerTester.run(sample.cataloger(), sample.path(), deep))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("JSON");
        } else {
            assertThat(CatalogerTester.run(sample.cataloger(), sample.path(), deep)
                            .packages())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hugeFilesAreRefusedUnread(Sample sample) {
        BytesContent small = new BytesContent(new byte[10]);
        dev.hullmark.image.Content huge = new dev.hullmark.image.Content() {
            @Override
            public long size() {
                return 10L << 30;
            }

            @Override
            public int read(long position, byte[] into, int offset, int length) throws IOException {
                return small.read(position, into, offset, length);
            }

            @Override
            public java.io.InputStream stream() throws IOException {
                throw new AssertionError("read");
            }

            @Override
            public byte[] bytes(int limit) throws IOException {
                throw new TooLargeException(size(), limit);
            }
        };
        assertThatThrownBy(() ->
                        CatalogerTester.run(sample.cataloger(), CatalogerTester.entry(sample.path(), 10L << 30), huge))
                .isInstanceOf(dev.hullmark.image.Content.TooLargeException.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMebibyteOfOddLinesIsReadThrough(Sample sample) throws IOException {
        if (sample.json()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            lines.add("\"".repeat(i % 50) + "{<<\"licenses\">>,[ # stub: = (");
        }
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.US_ASCII);
        CatalogerTester.run(sample.cataloger(), sample.path(), Arrays.copyOf(text, 1 << 20));
    }
}
