package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.Waived;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private static final FeedAge FRESH = new FeedAge("npm", false, Samples.NOW.minus(Duration.ofDays(1)));

    /**
     * The whole table: with a violation or not; the ecosystem's feed at hand, missing, stale or the starter set; other
     * coverage complete or partial; then the exit code for each of the four combinations of the two options.
     */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    VIOLATED, FEED,    OTHER,    PLAIN, ACCEPT, STRICT, BOTH
                    no,       fresh,   complete, 0,     0,      0,      0
                    no,       fresh,   partial,  0,     0,      2,      2
                    no,       fresh,   layer,    2,     0,      2,      0
                    no,       missing, complete, 2,     0,      2,      0
                    no,       missing, partial,  2,     0,      2,      2
                    no,       stale,   complete, 2,     0,      2,      0
                    no,       stale,   partial,  2,     0,      2,      2
                    no,       starter, complete, 2,     0,      2,      0
                    no,       starter, partial,  2,     0,      2,      2
                    no,       future,  complete, 2,     0,      2,      0
                    no,       unfed,   complete, 2,     0,      2,      0
                    yes,      fresh,   complete, 1,     1,      1,      1
                    yes,      fresh,   partial,  1,     1,      1,      1
                    yes,      missing, complete, 1,     1,      1,      1
                    yes,      missing, partial,  1,     1,      1,      1
                    yes,      stale,   complete, 1,     1,      1,      1
                    yes,      stale,   partial,  1,     1,      1,      1
                    yes,      starter, complete, 1,     1,      1,      1
                    yes,      starter, partial,  1,     1,      1,      1
                    yes,      future,  complete, 1,     1,      1,      1
                    yes,      unfed,   complete, 1,     1,      1,      1
                    """)
    void decides(String violated, String feed, String other, int plain, int accept, int strict, int both) {
        List<Coverage> coverage = new ArrayList<>();
        coverage.add(feed.equals("unfed") ? Coverage.none("npm", "no feed for npm") : Coverage.complete("npm"));
        if (other.equals("partial")) {
            coverage.add(Coverage.partial("file:/a.jar", "the archive is cut off"));
        } else if (other.equals("layer")) {
            coverage.add(Coverage.none("layer:sha256:00", "could not be read"));
        }
        Report report = violated.equals("yes") ? Samples.report(coverage, Samples.PROTOTYPE) : Samples.report(coverage);
        List<FeedAge> feeds =
                switch (feed) {
                    case "missing" -> List.of(new FeedAge("Debian", false, Samples.NOW));
                    case "stale" -> List.of(new FeedAge("npm", false, Samples.NOW.minus(Duration.ofDays(8))));
                    case "starter" -> List.of(new FeedAge("npm", true, Samples.NOW));
                    case "future" -> List.of(new FeedAge("npm", false, Samples.NOW.plus(Duration.ofDays(9))));
                    default -> List.of(FRESH);
                };
        int[] codes = new int[4];
        for (int i = 0; i < 4; i++) {
            GateResult result =
                    Gate.judge(report, List.of("npm"), feeds, policy((i & 1) != 0, (i & 2) != 0), Samples.NOW);
            codes[i] = result.exitCode();
            assertThat(result.violations().isEmpty()).isEqualTo(codes[i] != 1);
            if (codes[i] == 2) {
                assertThat(result.gaps()).isNotEmpty();
            }
        }
        assertThat(codes).containsExactly(plain, accept, strict, both);
        GateResult ungated = Gate.judge(report, List.of("npm"), feeds, GatePolicy.NONE, Samples.NOW);
        assertThat(ungated.exitCode()).isZero();
    }

    private static GatePolicy policy(boolean acceptGaps, boolean strict) {
        return new GatePolicy(
                Optional.of(FailOn.severity(Severity.HIGH)),
                false,
                GatePolicy.DEFAULT_KINDS,
                GatePolicy.DEFAULT_MAX_FEED_AGE,
                acceptGaps,
                strict);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    high,     high,       false, true,  1
                    high,     critical,   false, true,  1
                    high,     medium,     false, true,  0
                    high,     unknown,    false, true,  0
                    unknown,  unknown,    false, true,  1
                    unknown,  negligible, false, true,  1
                    low,      negligible, false, true,  0
                    high,     high,       true,  true,  1
                    high,     high,       true,  false, 0
                    high,     high,       false, false, 1
                    """)
    void countsWhatReachesTheThreshold(String failOn, String severity, boolean onlyFixed, boolean fixed, int exitCode) {
        Finding f = Samples.vulnerability(
                "CVE-1", Samples.LODASH, severity(severity), "t", 0, false, fixed ? new String[] {"5"} : new String[0]);
        assertThat(judge(f, failOn, onlyFixed, GatePolicy.DEFAULT_KINDS).exitCode())
                .isEqualTo(exitCode);
        Finding waived = f.withWaived(new Waived("r", "a", ""));
        assertThat(judge(waived, failOn, onlyFixed, GatePolicy.DEFAULT_KINDS).exitCode())
                .isZero();
    }

    @Test
    void malwareCountsWithoutAFix() {
        Finding f =
                Samples.finding(Kind.MALWARE, "MAL-1", Samples.LODASH, Severity.CRITICAL, "t", -1, false, List.of());
        assertThat(judge(f, "high", true, GatePolicy.DEFAULT_KINDS).exitCode()).isEqualTo(1);
    }

    @Test
    void otherKindsCountWhenTheyAreNamed() {
        Finding secret =
                Samples.finding(Kind.SECRET, "private-key", Samples.LODASH, Severity.HIGH, "t", -1, false, List.of());
        assertThat(judge(secret, "high", false, GatePolicy.DEFAULT_KINDS).exitCode())
                .isZero();
        assertThat(judge(secret, "high", false, Set.of(Kind.SECRET)).exitCode()).isEqualTo(1);
        assertThat(judge(secret, "high", true, Set.of(Kind.SECRET)).exitCode()).isEqualTo(1);
    }

    @Test
    void speaksInSentences() {
        Report two = Samples.report(
                List.of(Coverage.partial("file:/a.jar", "the archive is cut off")),
                Samples.PROTOTYPE,
                Samples.LOG4SHELL);
        GateResult result = Gate.judge(
                two,
                List.of("npm", "Debian", "Maven"),
                List.of(
                        new FeedAge("npm", true, Samples.NOW),
                        new FeedAge("Debian", false, Samples.NOW.minus(Duration.ofDays(30)))),
                policy(false, false),
                Samples.NOW);
        assertThat(result.violations())
                .containsExactly("2 findings are high or worse; the most urgent: CVE-2021-44228 in"
                        + " org.apache.logging.log4j:log4j-core 2.14.1");
        assertThat(result.gaps())
                .containsExactly(
                        "Debian: its feed was last confirmed 30 days ago, and at most 7 days is allowed"
                                + " (--max-feed-age): run `hullmark db update`",
                        "Maven: no advisory feed is at hand: run `hullmark db update`",
                        "npm: only the starter set is at hand, which proves nothing: run `hullmark db update`");
        assertThat(result.warnings()).containsExactly("file:/a.jar: the archive is cut off");
    }

    @Test
    void aRealFeedOutweighsTheStarterSet() {
        GateResult result = Gate.judge(
                Samples.report(List.of()),
                List.of("npm"),
                List.of(new FeedAge("npm", true, Samples.NOW), FRESH),
                policy(false, true),
                Samples.NOW);
        assertThat(result.exitCode()).isZero();
    }

    private static GateResult judge(Finding f, String failOn, boolean onlyFixed, Set<Kind> kinds) {
        return Gate.judge(
                Samples.report(List.of(), f),
                List.of(),
                List.of(),
                new GatePolicy(
                        Optional.of(FailOn.parse(failOn)),
                        onlyFixed,
                        kinds,
                        GatePolicy.DEFAULT_MAX_FEED_AGE,
                        false,
                        false),
                Samples.NOW);
    }

    private static Severity severity(String text) {
        return Severity.valueOf(text.toUpperCase(java.util.Locale.ROOT));
    }
}
