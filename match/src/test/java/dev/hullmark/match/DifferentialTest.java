package dev.hullmark.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hullmark.match.VersionOrder.InvalidVersionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random pairs against the ecosystems' own tools, no difference allowed. {@code -Dhullmark.pairs=100000} for the long run
 * ({@code bench/version-orders}), {@code -Dhullmark.seed} for another one.
 */
class DifferentialTest {
    private static final int PAIRS = Integer.getInteger("hullmark.pairs", 2_000);
    private static final long SEED = Long.getLong("hullmark.seed", 20261124L);
    /** Above, dpkg itself is asked as well: it needs a process for each pair. */
    private static final int LONG_RUN = 10_000;

    private static final String ONLY = System.getProperty("hullmark.oracle", "");
    private static final boolean ALL = Boolean.getBoolean("hullmark.all-oracles");

    private static final List<String> DEB =
            List.of("~rc", "+b", "-1", "-0ubuntu", "~deb12u", "+dfsg", "a", "~", "-", "1:");
    private static final List<String> RPM = List.of("~rc", "^git", "-1", ".el9", "_", "a", "~", "^", "-", "1:", "+");
    private static final List<String> NPM = List.of("-alpha", "-beta.", "-rc.", "+build", ".0", "-", "-0", "rc");
    private static final List<String> MAVEN = List.of(
            "-alpha",
            "-beta",
            ".Final",
            "-ga",
            ".RELEASE",
            "-SNAPSHOT",
            "-sp",
            "-rc",
            "cr",
            "-m",
            "a",
            "b",
            ".x",
            "-",
            ".",
            "-jre",
            "-1",
            "--",
            "..");
    private static final List<String> PYPI = List.of(
            "a", "b", "rc", ".post", ".dev", "+local", ".", "-", "_", "1!", "-alpha", ".beta", "pre", "preview", "c",
            "rev", "r", "-1", "final", "v", "+1.", "_dev");
    private static final List<String> GEM =
            List.of(".a", ".beta", ".rc", ".pre", "-rc", ".0", "b", ".0.a", "-", ".rc.0", ".b.0.0");
    private static final List<String> COMPOSER = List.of(
            "-alpha",
            "-beta",
            "RC",
            "-dev",
            "-patch",
            "pl",
            "-p",
            ".x-dev",
            "-stable",
            "a",
            "b",
            "-beta.2",
            "+build",
            ".0",
            "-rc.1-dev",
            "v",
            "-1");
    private static final List<String> APK = List.of(
            "_alpha", "_beta", "_pre", "_rc", "_p", "_git", "_cvs", "a", "-r", "-r0", ".0", ".01", "_rc1", "b-r1");

    @ParameterizedTest
    @CsvSource({
        "dpkg-perl, Debian, Debian, true",
        "dpkg, Debian, Debian, false",
        "rpm, AlmaLinux, AlmaLinux, true",
        "npm, npm, npm, true",
        "npm, Go, Go, true",
        "maven, Maven, Maven, true",
        "python, PyPI, PyPI, true",
        "versatile-apk, Alpine, Alpine, true",
        "ruby, RubyGems, RubyGems, true",
        "composer, Packagist, Packagist, true",
        "R, CRAN, RubyGems, true"
    })
    void sameOrderAs(String oracleName, String ecosystem, String feed, boolean always)
            throws IOException, InterruptedException {
        assumeTrue(ONLY.isEmpty() || ONLY.equals(oracleName), "skipped: not asked for");
        assumeTrue(always || ALL || PAIRS > LONG_RUN, "skipped: only in the long run, bench/version-orders");
        Optional<Oracle> oracle = Oracles.named(oracleName);
        assumeFalse(oracle.isEmpty(), () -> "skipped: " + oracleName + " is not installed here");
        VersionOrder order = VersionOrders.named(ecosystem).orElseThrow();
        Pairs pairs = new Pairs(
                SEED, Pairs.corpus(feed, PAIRS > LONG_RUN ? 50_000 : 3_000), alphabet(ecosystem), pieces(ecosystem));
        List<String> differences = new ArrayList<>();
        int compared = 0;
        int refused = 0;
        while (compared < PAIRS) {
            List<String> lines = lines(pairs, Math.min(PAIRS, 20_000));
            List<String> theirs = oracle.get().compare(lines);
            assertThat(theirs).as("answers of " + oracleName).hasSameSizeAs(lines);
            for (int i = 0; i < lines.size() && compared < PAIRS; i++) {
                String ours = ours(order, lines.get(i));
                // Only dpkg itself refuses just what it should; the libraries are laxer or stricter.
                if (!oracleName.equals("dpkg")
                        && (ours.equals("?") || theirs.get(i).equals("?"))) {
                    refused++;
                } else {
                    compared++;
                    if (!ours.equals(theirs.get(i))) {
                        differences.add(
                                lines.get(i).replace("\t", " " + ours + " ") + " (theirs " + theirs.get(i) + ")");
                    }
                }
            }
            assertThat(refused).as("pairs that " + oracleName + " refuses").isLessThan(20 * PAIRS);
        }
        System.out.println(oracleName + " on " + ecosystem + ": " + compared + " pairs, " + differences.size()
                + " differences, " + refused + " more refused, seed " + SEED);
        assertThat(differences).isEmpty();
    }

    private static List<String> lines(Pairs pairs, int count) {
        List<String> lines = new ArrayList<>(count);
        while (lines.size() < count) {
            String[] pair = pairs.next();
            if (pair[0].startsWith("-") || pair[1].startsWith("-")) {
                continue; // A command would take it for an option.
            }
            lines.add(pair[0] + "\t" + pair[1]);
        }
        return lines;
    }

    private static String ours(VersionOrder order, String line) {
        int tab = line.indexOf('\t');
        try {
            String a = line.substring(0, tab);
            String b = line.substring(tab + 1);
            int result = order.compare(a, b);
            assertThat(Integer.signum(order.compare(b, a))).as(line).isEqualTo(-Integer.signum(result));
            return VersionVectorsTest.sign(result);
        } catch (InvalidVersionException e) {
            return "?";
        }
    }

    private static String alphabet(String ecosystem) {
        return switch (ecosystem) {
            case "Debian" -> "0123456789abzAZ.+~-:";
            case "AlmaLinux" -> "0123456789abzAZ.+~^-_:";
            case "npm", "Go" -> "0123456789abzAZ.+-";
            case "PyPI" -> "0123456789abcr.+-_!";
            case "RubyGems" -> "0123456789abzAZ..-";
            case "Packagist" -> "0123456789abpv...-_+x";
            case "CRAN" -> "0123456789..-";
            case "Alpine" -> "0123456789abpz._-~";
            default -> "0123456789abmxz.-_+";
        };
    }

    private static List<String> pieces(String ecosystem) {
        return switch (ecosystem) {
            case "Debian" -> DEB;
            case "AlmaLinux" -> RPM;
            case "npm", "Go" -> NPM;
            case "PyPI" -> PYPI;
            case "Alpine" -> APK;
            case "RubyGems" -> GEM;
            case "Packagist" -> COMPOSER;
            case "CRAN" -> List.of(".0", "-0", "-1", ".10");
            default -> MAVEN;
        };
    }
}
