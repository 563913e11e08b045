package dev.hullmark.catalog.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.model.Package;
import dev.hullmark.model.SourcePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Databases of real systems, published by other projects. What they hold was read independently: the Berkeley DB ones
 * with {@code rpm -qa}, the ndb one by carrying its headers into an SQLite database that {@code rpm -qa} then listed.
 */
class RpmVectorsTest {
    private static final Path VECTORS = Path.of("../../shared/vectors/packagedb");

    private static CatalogerTester.Said read(String vector, String path) throws IOException {
        Path file = VECTORS.resolve(vector);
        Assumptions.assumeTrue(Files.exists(file), () -> "no test vectors at " + file);
        return CatalogerTester.run(new RpmCataloger(), path, file);
    }

    @Test
    void berkeleyDbWithAHeaderOnItsPage() throws IOException {
        CatalogerTester.Said said = read("syft/syft/pkg/cataloger/redhat/testdata/Packages", "var/lib/rpm/Packages");
        assertThat(said.namesAndVersions()).containsExactly("dive 0.9.2-1");
        assertThat(said.owned()).containsExactly("dive usr/local/bin/dive");
        assertThat(said.gaps()).isEmpty();
    }

    @Test
    void berkeleyDbWithOverflowPages() throws IOException {
        CatalogerTester.Said said = read("go-rpmdb/pkg/testdata/libuuid/Packages", "var/lib/rpm/Packages");
        assertThat(said.namesAndVersions()).containsExactly("libuuid 2.32.1-42.el8_8");
        Package libuuid = said.packages().getFirst();
        assertThat(libuuid.source()).contains(new SourcePackage("util-linux", "2.32.1-42.el8_8"));
        assertThat(libuuid.qualifiers()).isEqualTo(Map.of("arch", "x86_64"));
        assertThat(libuuid.licences()).isEqualTo(List.of("BSD"));
        assertThat(said.owned()).contains("libuuid usr/lib64/libuuid.so.1.3.0");
        assertThat(said.gaps()).isEmpty();
    }

    @Test
    void ndb() throws IOException {
        CatalogerTester.Said said =
                read("go-rpmdb/pkg/testdata/sle15-bci/Packages.db", "usr/lib/sysimage/rpm/Packages.db");
        assertThat(said.packages()).hasSize(35);
        assertThat(said.namesAndVersions())
                .contains("bash 4.4-19.6.1", "libgcc_s1 11.2.1+git610-1.3.9", "rpm-ndb 4.14.3-40.1");
        assertThat(said.packages())
                .filteredOn(p -> p.name().equals("libpcre1"))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.source()).contains(new SourcePackage("pcre", "8.45-20.10.1"));
                    assertThat(p.licences()).containsExactly("BSD-3-Clause");
                });
        assertThat(said.owned()).contains("bash bin/bash", "rpm-ndb usr/bin/rpm");
        assertThat(said.gaps()).isEmpty();
    }
}
