package dev.hullmark.catalog.dpkg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Package;
import dev.hullmark.model.SourcePackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DpkgCatalogerTest {
    private static final String STATUS = "var/lib/dpkg/status";
    private static final Path VECTORS =
            Path.of("../../shared/vectors/packagedb/syft/syft/pkg/cataloger/debian/testdata");

    private static CatalogerTester.Said read(String text) throws IOException {
        return CatalogerTester.run(new DpkgCataloger(), STATUS, text);
    }

    private static CatalogerTester.Said vector(String name, String path) throws IOException {
        Path file = VECTORS.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "no test vectors at " + file);
        return CatalogerTester.run(new DpkgCataloger(), path, file);
    }

    @Test
    void aPackageWithAllThatCounts() throws IOException {
        CatalogerTester.Said said = read("""
                Package: libssl3
                Status: install ok installed
                Priority: optional
                Architecture: amd64
                Multi-Arch: same
                Source: openssl (3.0.11-1)
                Version: 3.0.11-1~deb12u2+b1
                Description: Secure Sockets Layer toolkit
                 Version: 9.9 is only text here
                Homepage: https://www.openssl.org/
                """);
        assertThat(said.gaps()).isEmpty();
        Package p = said.packages().getFirst();
        assertThat(said.namesAndVersions()).containsExactly("libssl3 3.0.11-1~deb12u2+b1");
        assertThat(p.source()).contains(new SourcePackage("openssl", "3.0.11-1"));
        assertThat(p.qualifiers()).isEqualTo(Map.of("arch", "amd64"));
        assertThat(p.evidence().getFirst().path()).isEqualTo("/var/lib/dpkg/status");
    }

    @ParameterizedTest
    @CsvSource({
        "'', a, 1",
        "'Source: s', s, 1",
        "'Source: s (2:3)', s, 2:3",
        "'Source: s (', s, 1",
        "'source:s (4)', s, 4"
    })
    void theSourceIsThePackageItselfUnlessItSaysOtherwise(String line, String name, String version) throws IOException {
        CatalogerTester.Said said = read("Package: a\nVersion: 1\n" + line + (line.isEmpty() ? "" : "\n"));
        assertThat(said.packages().getFirst().source()).contains(new SourcePackage(name, version));
    }

    @ParameterizedTest
    @CsvSource({
        "install ok installed, true",
        "hold ok installed, true",
        "deinstall ok installed, true",
        "install ok unpacked, true",
        "install ok half-configured, true",
        "install ok triggers-awaited, true",
        "install ok triggers-pending, true",
        "install reinstreq half-installed, false",
        "deinstall ok config-files, false",
        "purge ok not-installed, false",
    })
    void aPackageCountsWhenItsFilesAreThere(String status, boolean counts) throws IOException {
        CatalogerTester.Said said = read("Package: a\nStatus: " + status + "\nVersion: 1\n");
        assertThat(said.packages()).hasSize(counts ? 1 : 0);
        assertThat(said.gaps()).hasSize(status.contains("half-installed") ? 1 : 0);
    }

    @Test
    void paragraphsAreSeparate() throws IOException {
        assertThat(read("\n\nPackage: a\r\nVersion: 1\r\nSource: s\r\n\r\n\r\nPackage: b\r\nVersion: 2\r\n")
                        .packages())
                .extracting(p -> p.name() + p.source().orElseThrow())
                .containsExactly("a" + new SourcePackage("s", "1"), "b" + new SourcePackage("b", "2"));
    }

    @Test
    void aPackageWithoutANameOrVersionIsAGap() throws IOException {
        CatalogerTester.Said said = read("Package: a\n\nVersion: 1\n\nPackage: b\nVersion: 2\n");
        assertThat(said.namesAndVersions()).containsExactly("b 2");
        assertThat(said.gaps())
                .containsExactly("holds a package without a version: a", "holds a package without a name");
    }

    @Test
    void endlessFieldsAndOddBytesDoNotHurt() throws IOException {
        String text = "Package: a\nDescription: " + "x".repeat(300_000) + "\n" + " y\n".repeat(100_000)
                + "Maintainer: J\u00f6rg\nVersion: 1\n";
        assertThat(CatalogerTester.run(new DpkgCataloger(), STATUS, text.getBytes(StandardCharsets.ISO_8859_1))
                        .namesAndVersions())
                .containsExactly("a 1");
    }

    @Test
    void filesBelongToTheirPackage() throws IOException {
        assertThat(CatalogerTester.run(
                                new DpkgCataloger(),
                                "var/lib/dpkg/info/libc6:amd64.list",
                                "/.\n/lib\n/lib/x86_64-linux-gnu/libc.so.6\nrelative\n")
                        .owned())
                .containsExactly("libc6 .", "libc6 lib", "libc6 lib/x86_64-linux-gnu/libc.so.6");
        assertThat(CatalogerTester.run(
                                new DpkgCataloger(),
                                "var/lib/dpkg/status.d/base.md5sums",
                                "d41d8cd98f00b204e9800998ecf8427e  usr/bin/a b\n\nbroken\n")
                        .owned())
                .containsExactly("base usr/bin/a b");
    }

    @ParameterizedTest
    @CsvSource({
        "var/lib/dpkg/status, true",
        "var/lib/dpkg/status-old, false",
        "var/lib/dpkg/status.d/python3.11, true",
        "var/lib/dpkg/status.d/libc6.md5sums, true",
        "var/lib/dpkg/status.d/libc6.preinst, false",
        "var/lib/dpkg/status.d/deep/er, false",
        "var/lib/dpkg/info/libc6.list, true",
        "var/lib/dpkg/info/libc6.md5sums, false",
        "usr/lib/dpkg/status, true",
        "srv/var/lib/dpkg/status, false",
        "var/lib/dpkg/available, false",
    })
    void onlyTheDatabaseIsWanted(String path, boolean wanted) {
        assertThat(new DpkgCataloger().wants(CatalogerTester.entry(path, 1))).isEqualTo(wanted);
        assertThat(new DpkgCataloger().wants(new Entry(path, Entry.Type.SYMLINK, 0, 0777, 0, 0, "x", 0)))
                .isFalse();
    }

    /** Counted by hand: whole paragraphs, less those whose status is config-files; a nameless paragraph is a gap. */
    @ParameterizedTest
    @CsvSource({
        "var/lib/dpkg/status.d/coreutils-relationships, 9, 0",
        "var/lib/dpkg/status.d/deinstall, 1, 0",
        "var/lib/dpkg/status.d/single, 1, 0",
        "var/lib/dpkg/status.d/installed-size-4KB, 1, 0",
        "image-dpkg/var/lib/dpkg/status, 1, 1",
        "image-distroless-deb/var/lib/dpkg/status.d/libsqlite3-0, 1, 0",
        "var/lib/dpkg/status.d/empty, 0, 1",
        "var/lib/dpkg/status.d/corrupt, 0, 0",
        "glob-paths/usr/lib/dpkg/status, 1, 1",
    })
    void databasesOfOthers(String name, int packages, int gaps) throws IOException {
        CatalogerTester.Said said = vector(name, STATUS);
        assertThat(said.packages()).hasSize(packages);
        assertThat(said.gaps()).hasSize(gaps);
    }

    @Test
    void thisMachinesPackagesAreThoseOfDpkgQuery() throws IOException, InterruptedException {
        Path status = Path.of("/", STATUS);
        Path query = Path.of("/usr/bin/dpkg-query");
        Assumptions.assumeTrue(Files.exists(status) && Files.isExecutable(query), "this machine has no dpkg");
        Process process = new ProcessBuilder(
                        query.toString(),
                        "-W",
                        "-f",
                        "${db:Status-Status} ${Package} ${Version} ${Architecture} ${source:Package} ${source:Version}\n")
                .start();
        Set<String> told = new TreeSet<>();
        for (String line : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
            String state = line.substring(0, line.indexOf(' '));
            if (!Set.of("config-files", "not-installed", "half-installed").contains(state)) {
                told.add(line.substring(line.indexOf(' ') + 1));
            }
        }
        assertThat(process.waitFor()).isZero();
        Set<String> found = new TreeSet<>();
        for (Package p :
                CatalogerTester.run(new DpkgCataloger(), STATUS, status).packages()) {
            SourcePackage source = p.source().orElseThrow();
            found.add(String.join(
                    " ",
                    p.name(),
                    p.version(),
                    p.qualifiers().getOrDefault("arch", ""),
                    source.name(),
                    source.version()));
        }
        assertThat(found).isEqualTo(told).hasSizeGreaterThan(50);
    }

    @Property(tries = 500)
    void anyDamageIsTaken(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = "Package: a\nStatus: install ok installed\nVersion: 1\nSource: b (2)\n\n"
                .repeat(3)
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 8; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        for (String path : List.of(STATUS, "var/lib/dpkg/info/a.list", "var/lib/dpkg/status.d/a.md5sums")) {
            assertThat(CatalogerTester.run(new DpkgCataloger(), path, bytes).packages())
                    .hasSizeLessThan(100);
        }
    }

    @Test
    void whatIsNoFieldIsAGap() throws IOException {
        String sound = "Package: a\nStatus: install ok installed\nVersion: 1\nDescription: x\n y\n\ty\n\n";
        assertThat(read(sound).gaps()).isEmpty();
        CatalogerTester.Said damaged = read(sound + "\u0001\u0002 noise\n");
        assertThat(damaged.namesAndVersions()).containsExactly("a 1");
        assertThat(damaged.gaps()).singleElement().asString().contains("damaged");
    }

    @Test
    void everyVectorIsRead() throws IOException {
        Path folder = VECTORS.resolve("var/lib/dpkg/status.d");
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "no test vectors at " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                for (Package p :
                        CatalogerTester.run(new DpkgCataloger(), STATUS, file).packages()) {
                    assertThat(p.purl()).startsWith("pkg:deb/");
                }
            }
        }
    }
}
