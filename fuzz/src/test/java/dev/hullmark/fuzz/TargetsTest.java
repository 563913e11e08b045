package dev.hullmark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogTargets;
import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Catalogers;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TargetsTest {
    @Test
    void everyCatalogerIsFuzzed() {
        assertThat(CatalogTargets.covered())
                .containsExactlyInAnyOrderElementsOf(
                        Catalogers.withSecrets().stream().map(Cataloger::name).toList());
    }

    @Test
    void noTwoTargetsShareAName() {
        assertThat(Targets.all().stream().map(Target::name)).doesNotHaveDuplicates();
    }

    /** From what a parser refuses, little can be bred. */
    @TestFactory
    List<DynamicTest> everySeedIsUnderstood() {
        return Targets.all().stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> {
                    assertThat(target.seeds()).isNotEmpty();
                    for (int i = 0; i < target.seeds().size(); i++) {
                        assertThat(target.parser().understands(target.seeds().get(i)))
                                .as("seed " + i)
                                .isTrue();
                    }
                }))
                .toList();
    }
}
