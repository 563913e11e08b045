package dev.hullmark.catalog.apk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Package;
import dev.hullmark.model.SourcePackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApkCatalogerTest {
    private static final String INSTALLED = "lib/apk/db/installed";
    private static final String SAMPLE = """
            C:Q1v4QhLje3kWlC8DJj+ZfJTjlJRSU=
            P:libcrypto3
            V:3.3.2-r0
            A:x86_64
            L:Apache-2.0
            o:openssl
            p:so:libcrypto.so.3=3.0.0
            F:etc
            F:etc/ssl
            R:openssl.cnf
            a:0:0:644
            F:
            R:top

            P:musl
            V:1.2.5-r0

            """;

    private static CatalogerTester.Said read(String text) throws IOException {
        return CatalogerTester.run(new ApkCataloger(), INSTALLED, text);
    }

    @Test
    void packagesTheirOriginAndTheirFiles() throws IOException {
        CatalogerTester.Said said = read(SAMPLE);
        assertThat(said.namesAndVersions()).containsExactly("libcrypto3 3.3.2-r0", "musl 1.2.5-r0");
        Package first = said.packages().getFirst();
        assertThat(first.source()).contains(new SourcePackage("openssl", "3.3.2-r0"));
        assertThat(first.licences()).containsExactly("Apache-2.0");
        assertThat(first.qualifiers()).isEqualTo(Map.of("arch", "x86_64"));
        assertThat(said.packages().getLast().source()).contains(new SourcePackage("musl", "1.2.5-r0"));
        assertThat(said.owned()).containsExactly("libcrypto3 etc/ssl/openssl.cnf", "libcrypto3 top");
        assertThat(said.gaps()).isEmpty();
    }

    @Test
    void theLastPackageNeedsNoBlankLine() throws IOException {
        assertThat(read("P:a\nV:1").namesAndVersions()).containsExactly("a 1");
        assertThat(read(SAMPLE.replace("\n", "\r\n")).packages()).hasSize(2);
        assertThat(read("").packages()).isEmpty();
    }

    @Test
    void aPackageWithoutANameOrVersionIsAGap() throws IOException {
        CatalogerTester.Said said = read("P:a\n\nV:1\n\nP:b\nV:2\n");
        assertThat(said.namesAndVersions()).containsExactly("b 2");
        assertThat(said.gaps())
                .containsExactly("holds a package without a version: a", "holds a package without a name");
    }

    @Test
    void bothPlacesAreKnownAndLinksAreNot() {
        ApkCataloger apk = new ApkCataloger();
        assertThat(apk.wants(CatalogerTester.entry("usr/lib/apk/db/installed", 1)))
                .isTrue();
        assertThat(apk.wants(CatalogerTester.entry("srv/lib/apk/db/installed", 1)))
                .isFalse();
        assertThat(apk.wants(new Entry(INSTALLED, Entry.Type.SYMLINK, 0, 0777, 0, 0, "x", 0)))
                .isFalse();
    }

    /** The numbers are the {@code P:} lines of the files. */
    @ParameterizedTest
    @CsvSource({
        "base, 1",
        "single, 1",
        "empty-deps-and-provides, 1",
        "extra-file-attributes, 1",
        "multiple-1/lib/apk/db/installed, 4",
        "multiple-2/lib/apk/db/installed, 14",
        "corrupt/lib/apk/db/installed, 1",
    })
    void databasesOfOthers(String name, int packages) throws IOException {
        Path file = Path.of("../../shared/vectors/packagedb/syft/syft/pkg/cataloger/alpine/testdata", name);
        Assumptions.assumeTrue(Files.exists(file), () -> "no test vectors at " + file);
        CatalogerTester.Said said = CatalogerTester.run(new ApkCataloger(), INSTALLED, file);
        assertThat(said.packages()).hasSize(packages);
        assertThat(said.gaps()).isEmpty();
    }

    @Property(tries = 500)
    void anyDamageIsTaken(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = SAMPLE.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 8; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        assertThat(CatalogerTester.run(new ApkCataloger(), INSTALLED, bytes).packages())
                .hasSizeLessThan(20);
    }
}
