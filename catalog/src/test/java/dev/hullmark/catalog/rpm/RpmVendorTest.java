package dev.hullmark.catalog.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what the distribution built is judged by the distribution alone. */
class RpmVendorTest {
    @TempDir
    Path directory = Path.of("");

    private CatalogerTester.Said read(String vendor) throws IOException {
        byte[] header = SampleDatabases.headerWithFiles(vendor, "a", "1", "/usr/bin/", 1);
        Path file = Files.write(
                directory.resolve("db"), SampleDatabases.sqlite(4096, header).bytes());
        return CatalogerTester.run(new RpmCataloger(), "var/lib/rpm/rpmdb.sqlite", file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Red Hat, Inc.",
                "AlmaLinux",
                "Rocky Enterprise Software Foundation",
                "CentOS",
                "Fedora Project",
                "SUSE LLC <https://www.suse.com/>",
                "openSUSE",
                "Microsoft Corporation",
                "VMware, Inc.",
                ""
            })
    void distributionsOwnTheirFiles(String vendor) throws IOException {
        assertThat(read(vendor).owned()).containsExactly("a usr/bin/f");
    }

    @Test
    void othersOwnNone() throws IOException {
        CatalogerTester.Said said = read("Docker <support@docker.com>");
        assertThat(said.namesAndVersions()).containsExactly("a 1");
        assertThat(said.owned()).isEmpty();
        assertThat(said.gaps()).isEmpty();
    }
}
