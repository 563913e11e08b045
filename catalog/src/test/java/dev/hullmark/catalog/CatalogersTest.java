package dev.hullmark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Facts;
import dev.hullmark.model.PackageType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogersTest {
    @Test
    void everyKindOfPackageIsCoveredUnderItsOwnName() {
        List<String> kinds =
                Arrays.stream(PackageType.values()).map(PackageType::purlType).toList();
        assertThat(Catalogers.all())
                .extracting(Cataloger::covers)
                .containsAll(kinds)
                .allMatch(c ->
                        Set.of("distribution", Facts.ACCOUNTS, Facts.PROGRAMS).contains(c) || kinds.contains(c));
        assertThat(Catalogers.all()).extracting(Cataloger::name).doesNotHaveDuplicates();
    }
}
