package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DbCommandTest {
    @Test
    void releasesStandInTheOrderOfTheirNumbers() {
        List<String> sorted = List.of(
                "Alpine:edge",
                "Alpine:v3.9",
                "Alpine:v3.20",
                "Debian:007",
                "Debian:7",
                "Debian:9",
                "Debian:12",
                "Debian:12.1",
                "Ubuntu:8.04:LTS",
                "Ubuntu:24.04:LTS",
                "Ubuntu:99999999999999999999");
        List<String> shuffled = new ArrayList<>(sorted);
        Collections.sort(shuffled);
        shuffled.sort(NaturalOrder.OF_TEXTS);
        assertThat(shuffled).isEqualTo(sorted);
    }

    @Test
    void whatFailsAlikeIsSaidOnce() {
        assertThat(DbCommand.failure("no route.", List.of("Debian")))
                .isEqualTo("Debian could not be updated: no route.");
        assertThat(DbCommand.failure("no route.", List.of("a", "b", "c", "d", "e", "f", "g")))
                .isEqualTo("a, b, c, d, e and 2 more could not be updated: no route.");
        assertThat(DbCommand.failure("npm holds no record.", List.of("npm"))).isEqualTo("npm holds no record.");
    }
}
