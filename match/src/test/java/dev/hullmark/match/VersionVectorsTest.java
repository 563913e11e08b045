package dev.hullmark.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published comparison vectors of osv-scalibr and two version libraries, all of them but for what is listed here. */
class VersionVectorsTest {
    /** Deliberate differences, each with its reason. */
    private static final Map<String, String> DELIBERATE = Map.ofEntries(
            Map.entry("1-1 = 1-ga-1", "Maven 3.9 itself says 1-1 is newer: leaving out ga leaves a list in a list"),
            Map.entry(
                    "1-foo\t1.foo\ttrue",
                    "Maven 3.9 reads a dot before a word as a dash: equal (the table follows Maven 3.6)"),
            Map.entry("1-1-foo\t1-1.foo\ttrue", "the same"),
            Map.entry(
                    "2.0a1\t<2\ttrue",
                    "of a test that lets pre-releases in; the table has the same pair as false, by PEP 440's default"),
            Map.entry("1.0.0 > 1.0", "plain PHP says so; Composer makes 1.0.0.0 of both before it compares"),
            Map.entry("1.2.3.# = 1.2.3", "Composer refuses a #, so no package has such a version"),
            Map.entry("1.2.3.# = 1.2.3.#", "the same"),
            Map.entry("1.2.3.# = 1.2.3.1", "the same"),
            Map.entry("1.2.3.#.1 > 1.2.3", "the same"),
            Map.entry("1.2.3.#.p3 > 1.2.3", "the same"),
            Map.entry("1.2.3.#.beta < 1.2.3", "the same"),
            Map.entry("\t0\t0", "RubyGems reads nothing as 0; here nothing is no version, since no package has none"),
            Map.entry("\t0\tfalse", "the same"));

    @ParameterizedTest
    @CsvSource({
        "debian, Debian:12, 30",
        "alpine, Alpine:v3.20, 600",
        "redhat, Red Hat, 100",
        "semver, npm, 86",
        "semver, Go, 86",
        "semver, Bitnami, 86",
        "semver, crates.io, 86",
        "semver, Hex, 86",
        "maven, Maven, 80",
        "rubygems, RubyGems, 20",
        "nuget, NuGet, 31",
        "packagist, Packagist, 70",
        "pub, Pub, 100",
        "cran, CRAN, 17",
        "pypi, PyPI, 30"
    })
    void everyPublishedComparisonHolds(String file, String ecosystem, int atLeast) throws IOException {
        VersionOrder order = VersionOrders.named(ecosystem).orElseThrow();
        List<String> wrong = new ArrayList<>();
        int lines = 0;
        for (String line : Files.readAllLines(Shared.file("vectors/versions/" + file + "-versions.txt"))) {
            if (line.isBlank() || line.startsWith("#") || line.startsWith("//") || DELIBERATE.containsKey(line)) {
                continue;
            }
            String[] parts = line.split(" ");
            assertThat(parts).as(line).hasSize(3);
            lines++;
            if (!sign(order.compare(parts[0], parts[2])).equals(parts[1])
                    || !sign(-order.compare(parts[2], parts[0])).equals(parts[1])) {
                wrong.add(line);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(lines).isGreaterThanOrEqualTo(atLeast);
    }

    /** The table's sections, in its order: equal, greater than, less than; each starts where the one before is done. */
    @Test
    void mavenPairsOfGoMvnVersion() throws IOException {
        List<String[]> rows = rows("maven-go-mvn-version2.tsv");
        int greater = indexOf(rows, "1", "1.alpha");
        int less = indexOf(rows, "1.alpha", "1");
        assertThat(greater).isPositive();
        assertThat(less).isGreaterThan(greater);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            String wanted = i < greater ? "=" : i < less ? ">" : "<";
            String got = sign(VersionOrders.named("Maven").orElseThrow().compare(row[0], row[1]));
            if (got.equals(wanted) != Boolean.parseBoolean(row[2])) {
                wrong.add(String.join(" ", row) + ": wanted " + wanted + ", got " + got);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"maven-go-mvn-version.tsv, Maven", "pep440-go.tsv, PyPI"})
    void rangesOfOtherLibraries(String file, String ecosystem) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String[] row : rows(file)) {
            boolean versionFirst = ecosystem.equals("PyPI");
            String version = row[versionFirst ? 0 : 1];
            String specifier = row[versionFirst ? 1 : 0];
            if (Specifiers.matches(ecosystem, version, specifier) != Boolean.parseBoolean(row[2])) {
                wrong.add(String.join(" ", row));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Comparisons first, then equal, less and greater pairs, each starting where the one before is done. */
    @Test
    void pairsOfGoGemVersion() throws IOException {
        List<String[]> rows = rows("gem-go-gem-version.tsv");
        int less = indexOf(rows, "1.0.0-alpha", "1.0.0-alpha.1");
        int greater = lastIndexOf(rows, "1.0", "1.0.0");
        assertThat(less).isPositive();
        assertThat(greater).isGreaterThan(less);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            int got =
                    Integer.signum(VersionOrders.named("RubyGems").orElseThrow().compare(row[0], row[1]));
            boolean right =
                    switch (row[2]) {
                        case "true", "false" ->
                            sign(got).equals(i < less ? "=" : i < greater ? "<" : ">") == Boolean.parseBoolean(row[2]);
                        default -> got == Integer.parseInt(row[2]);
                    };
            if (!right) {
                wrong.add(String.join(" ", row) + ": got " + got);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static int lastIndexOf(List<String[]> rows, String a, String b) {
        int last = indexOf(rows, a, b);
        for (int i = Math.max(last, 0); i < rows.size(); i++) {
            last = rows.get(i)[0].equals(a) && rows.get(i)[1].equals(b) ? i : last;
        }
        return last;
    }

    private static int indexOf(List<String[]> rows, String a, String b) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i)[0].equals(a) && rows.get(i)[1].equals(b)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String[]> rows(String file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Shared.file("vectors/versions/" + file))) {
            if (!line.isBlank() && !line.startsWith("#") && !DELIBERATE.containsKey(line)) {
                rows.add(line.split("\t"));
            }
        }
        return rows;
    }

    static String sign(int comparison) {
        return comparison < 0 ? "<" : comparison > 0 ? ">" : "=";
    }
}
