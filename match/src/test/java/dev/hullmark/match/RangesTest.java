package dev.hullmark.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.advisories.Affected;
import dev.hullmark.advisories.Affected.Range;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTest {
    @ParameterizedTest
    @CsvSource({
        // events, version, affected
        "introduced 0|fixed 1.2, 1.1, AFFECTED",
        "introduced 0|fixed 1.2, 1.2, NOT_AFFECTED",
        "introduced 0|fixed 1.2, 1.2.0, NOT_AFFECTED",
        "introduced 0, 99.0.0, AFFECTED",
        "introduced 1.0|fixed 1.2, 0.9, NOT_AFFECTED",
        "introduced 1.0|fixed 1.2, 1.0, AFFECTED",
        "introduced 1.0|fixed 1.0, 1.0, NOT_AFFECTED",
        "introduced 0|last_affected 1.2, 1.2, AFFECTED",
        "introduced 0|last_affected 1.2, 1.2.1, NOT_AFFECTED",
        "introduced 1.2|last_affected 1.2, 1.2, AFFECTED",
        "last_affected 1.2|introduced 1.2, 1.3, NOT_AFFECTED",
        // out of order, several branches
        "fixed 2.5|introduced 2.0|fixed 1.5|introduced 0, 1.7, NOT_AFFECTED",
        "fixed 2.5|introduced 2.0|fixed 1.5|introduced 0, 2.1, AFFECTED",
        "fixed 2.5|introduced 2.0|fixed 1.5|introduced 0, 2.5, NOT_AFFECTED",
        "fixed 2.5|introduced 2.0|fixed 1.5|introduced 0, 1.4, AFFECTED",
        "introduced 0|fixed 2.0|introduced 2.0, 2.0, AFFECTED",
        // limits
        "introduced 0|limit 2.0, 1.9, AFFECTED",
        "introduced 0|limit 2.0, 2.0, NOT_AFFECTED",
        "introduced 0|limit 2.0|limit 3.0, 2.5, AFFECTED",
        "introduced 0|limit *, 99.0, AFFECTED",
        // what can't be read
        "introduced 0|fixed nonsense, 1.0, UNKNOWN",
        "introduced 0|fixed 1.2, nonsense, UNKNOWN",
        "introduced 0, nonsense, AFFECTED",
        "fixed 1.2, 1.0, NOT_AFFECTED"
    })
    void eventsByOsvsAlgorithm(String events, String version, Ranges.Status status) {
        Affected affected = Known.affects("npm", "x", events.split("\\|"));
        assertThat(Ranges.judge(affected, version, order("npm"))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "introduced 0|last_affected 2.0.0, 2.0.0+cu118, AFFECTED",
        "introduced 0|last_affected 2.0.0, 2.0.1+cu118, NOT_AFFECTED",
        "introduced 0|fixed 2.0.0, 2.0.0+cu118, NOT_AFFECTED",
        "introduced 0|fixed 2.0.0+security1, 2.0.0, AFFECTED",
        "introduced 0|fixed 2.0.0+security1, 2.0.0+security1, NOT_AFFECTED",
        "introduced 0|last_affected 2.6.0-NA, 2.5.0, AFFECTED",
        "introduced 0|last_affected 2.6.0-NA, 2.6.0, AFFECTED",
        "introduced 0|last_affected 2.6.0-cu124, 2.6.0+cu124, AFFECTED",
        "introduced 0|last_affected 2.6.0-NA, 2.7.0, NOT_AFFECTED",
        "introduced 0|last_affected 2.5.0-NA|last_affected 2.7.1-NA, 2.8.0, NOT_AFFECTED",
        "introduced 0|fixed 1.0-dev-r7, 1.0.dev0, NOT_AFFECTED",
        "introduced 0|fixed 1.0, 2004d, AFFECTED"
    })
    void boundsOfPythonRanges(String events, String version, Ranges.Status status) {
        Affected affected = Known.affects("PyPI", "x", events.split("\\|"));
        assertThat(Ranges.judge(affected, version, order("PyPI"))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "npm, 1.0.0, v1.0.0, AFFECTED",
        "npm, 1.0.0+a, 1.0.0, AFFECTED",
        "npm, 1.0.1, 1.0.0, NOT_AFFECTED",
        "npm, nonsense, nonsense, AFFECTED",
        "npm, 1.0.0, nonsense, UNKNOWN",
        "npm, nonsense, 1.0.0, NOT_AFFECTED",
        "Maven, 1.0.0.RELEASE, 1, AFFECTED",
        "Maven, 1-ga, 01.0, AFFECTED",
        "PyPI, 2.0.0, 2.0+cu118, AFFECTED",
        "PyPI, 0!1.0, 1, AFFECTED",
        "Debian:12, 0:1.0-1, 1.0-1, AFFECTED",
        "Debian:12, 1.0-1, 1.0-2, NOT_AFFECTED"
    })
    void versionsNamedInAnySpelling(String ecosystem, String named, String version, Ranges.Status status) {
        Affected affected = Known.named(ecosystem, "x", List.of("7", named, "8"), List.of());
        assertThat(Ranges.judge(affected, version, order(ecosystem))).isEqualTo(status);
    }

    @Test
    void anyOfSeveralRangesIsEnoughAndAnUnreadableOneDoesNotHideIt() {
        Affected affected = new Affected(
                "npm",
                "x",
                List.of(
                        Known.range(Range.Type.SEMVER, "introduced nonsense"),
                        Known.range(Range.Type.SEMVER, "introduced 2.0.0", "fixed 2.1.0")),
                List.of(),
                List.of(),
                List.of(),
                "");
        assertThat(Ranges.judge(affected, "2.0.5", order("npm"))).isEqualTo(Ranges.Status.AFFECTED);
        assertThat(Ranges.judge(affected, "2.1.0", order("npm"))).isEqualTo(Ranges.Status.UNKNOWN);
    }

    @Test
    void aSemverRangeIsSemverInAnyEcosystem() {
        Affected affected = new Affected(
                "Maven",
                "x",
                List.of(Known.range(Range.Type.SEMVER, "introduced 0", "fixed 1.0.0-foo")),
                List.of(),
                List.of(),
                List.of(),
                "");
        // Maven has 1.0.0-foo after 1.0.0, semver before it.
        assertThat(Ranges.judge(affected, "1.0.0", order("Maven"))).isEqualTo(Ranges.Status.NOT_AFFECTED);
        assertThat(order("Maven").compare("1.0.0", "1.0.0-foo")).isNegative();
    }

    @Test
    void anAbsentReleaseIsAnyReleaseOfAnRpm() {
        Affected affected = Known.affects("AlmaLinux:9", "x", "introduced 0", "last_affected 1:2.0");
        assertThat(Ranges.judge(affected, "1:2.0-5.el9", order("AlmaLinux:9"))).isEqualTo(Ranges.Status.AFFECTED);
        assertThat(order("AlmaLinux:9").compare("1:2.0-5.el9", "1:2.0")).isPositive();
    }

    /** OSV's text, followed word by word: sort the events, then switch. */
    @Property
    void sameAsTheSpecificationsPseudocode(
            @ForAll @Size(max = 6) List<@IntRange(max = 3) Integer> kinds,
            @ForAll @Size(min = 6, max = 6) List<@IntRange(max = 9) Integer> versions,
            @ForAll @IntRange(max = 9) int version) {
        String[] names = {"introduced", "fixed", "last_affected", "limit"};
        List<String> events = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            // Different versions, for the specification does not say what comes first of equal ones.
            events.add(names[kinds.get(i)] + " " + versions.get(i) + "." + i + ".0");
        }
        Affected affected = Known.affects("npm", "x", events.toArray(String[]::new));
        boolean got = Ranges.judge(affected, version + ".3.0", order("npm")) == Ranges.Status.AFFECTED;
        assertThat(got).as(events + " " + version).isEqualTo(specified(events, version + ".3.0"));
    }

    private static boolean specified(List<String> events, String version) {
        VersionOrder order = order("npm");
        List<String[]> sorted = new ArrayList<>();
        boolean limited = false;
        boolean before = false;
        for (String event : events) {
            String[] e = event.split(" ");
            if (e[0].equals("limit")) {
                limited = true;
                before |= order.compare(version, e[1]) < 0;
            } else {
                sorted.add(e);
            }
        }
        sorted.sort((a, b) -> order.compare(a[1], b[1]));
        boolean vulnerable = false;
        for (String[] e : sorted) {
            int comparison = order.compare(version, e[1]);
            if (e[0].equals("introduced") && comparison >= 0) {
                vulnerable = true;
            } else if (e[0].equals("fixed") && comparison >= 0) {
                vulnerable = false;
            } else if (e[0].equals("last_affected") && comparison > 0) {
                vulnerable = false;
            }
        }
        return vulnerable && (!limited || before);
    }

    /** The quick look never rejects what the order calls equal. */
    @Property
    void mayBeEqualIsSafe(@ForAll @IntRange(max = 400) int seed) {
        for (String ecosystem : List.of("Debian", "npm", "Maven", "PyPI", "Alpine", "rpm")) {
            Pairs pairs = new Pairs(
                    seed,
                    List.of("1.0.0", "1:1.0", "1!1", "v1", "01.00", "1_0"),
                    "0123.-_~:!v",
                    List.of("-ga", ".0", "+a"));
            for (int i = 0; i < 20; i++) {
                String[] pair = pairs.next();
                if (!Ranges.unreadable(order(ecosystem), pair[0])
                        && !Ranges.unreadable(order(ecosystem), pair[1])
                        && order(ecosystem).compare(pair[0], pair[1]) == 0) {
                    assertThat(Ranges.mayBeEqual(pair[0], pair[1]))
                            .as(String.join(" ", pair))
                            .isTrue();
                }
            }
        }
    }

    private static VersionOrder order(String ecosystem) {
        return VersionOrders.named(ecosystem).orElseThrow();
    }
}
