package dev.hullmark.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.Catalogers;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CataloguedTest {
    private static Inventory inventory(Map<String, Integer> catalogers, Coverage... gaps) {
        return new Inventory(
                new Subject("image", "shop", "", "registry"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(Package.of(PackageType.DEB, "bash", "5", "/var/lib/dpkg/status")),
                List.of(gaps),
                catalogers,
                Facts.EMPTY);
    }

    private static Catalogued today(Map<String, Integer> versions) {
        return new Catalogued(Catalogers.withSecrets(), versions);
    }

    @Test
    void onlyWhoFoundSomethingOrIsNewMakesAnInventoryStale() {
        Catalogued then = today(Map.of("dpkg", 1, "npm", 1));
        String line = then.line(inventory(Map.of("dpkg", 1, "npm", 1)));
        assertThat(line).isEqualTo("dpkg=1,npm");
        assertThat(then.stale(line)).isEmpty();
        assertThat(today(Map.of("dpkg", 1, "npm", 2)).stale(line)).isEmpty();
        assertThat(today(Map.of("dpkg", 2, "npm", 1)).stale(line)).contains("dpkg was 1 and is 2");
        assertThat(today(Map.of("dpkg", 1, "npm", 1, "nix", 1)).stale(line)).contains("nix is new");
        assertThat(today(Map.of("dpkg", 1, "npm", 1, "secrets", 1)).stale(line)).isEmpty();
    }

    @Test
    void whoCouldNotReadAFileMayReadItToday() {
        String line = today(Map.of())
                .line(inventory(Map.of("dpkg", 1, "npm", 1), Coverage.partial("npm", "a file is broken")));
        assertThat(today(Map.of("dpkg", 1, "npm", 2)).stale(line)).contains("npm was 1 and is 2");
    }

    @Test
    void whatOthersMadeIsNeverStale() {
        assertThat(today(Map.of("dpkg", 2)).stale(today(Map.of()).line(inventory(Map.of()))))
                .isEmpty();
    }
}
