package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.AdvisoryRef;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final Condition.Facts FACTS = new Condition.Facts(Samples.NOW, Set.of(Samples.PROTOTYPE.key()));

    /** log4shell: critical, KEV, EPSS 0.97, CVSS 10, fixed; prototype: high, EPSS 0.021, no CVSS, fixed, new. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    critical;                                   true;  false
                    HIGH;                                       true;  true
                    unknown;                                    true;  true
                    kev;                                        true;  false
                    not kev;                                    false; true
                    epss > 0.5;                                 true;  false
                    epss>0.02;                                  true;  true
                    epss <= 0.021;                              false; true
                    cvss >= 9;                                  true;  false
                    cvss < 9;                                   false; false
                    not cvss >= 9;                              false; true
                    high and not critical;                      false; true
                    new;                                        false; true
                    critical or new;                            true;  true
                    vulnerability;                              true;  true
                    malware;                                    false; false
                    fixed and (malware or new);                 false; true
                    not (not (kev));                            true;  false
                    malware or kev and high;                    true;  false
                    (malware or kev) and low and new;           false; false
                    """)
    void holds(String text, boolean log4shell, boolean prototype) {
        Condition condition = FailOn.parse(text).condition();
        assertThat(condition.holds(Samples.LOG4SHELL, FACTS)).isEqualTo(log4shell);
        assertThat(condition.holds(Samples.PROTOTYPE, FACTS)).isEqualTo(prototype);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    10d, fix-age > 7d,  true
                    10d, fix-age >= 2w, false
                    10d, fix-age < 300h, true
                    5d,  fix-age > 7d,  false
                    ?,   fix-age > 3650d, true
                    ?,   fix-age < 3650d, false
                    """)
    void theAgeOfAFix(String age, String condition, boolean holds) {
        Optional<Instant> published = age.equals("?")
                ? Optional.empty()
                : Optional.of(Samples.NOW.minus(Duration.ofDays(Long.parseLong(age.substring(0, age.length() - 1)))));
        Finding fixed = published("CVE-1", published, "1.2");
        Finding open = published("CVE-1", published);
        assertThat(FailOn.parse(condition).condition().holds(fixed, FACTS)).isEqualTo(holds);
        assertThat(FailOn.parse(condition).condition().holds(open, FACTS)).isFalse();
    }

    static Finding published(String id, Optional<Instant> published, String... fixedIn) {
        Finding f = Samples.vulnerability(id, Samples.LODASH, Severity.HIGH, "t", -1, false, fixedIn);
        AdvisoryRef a = new AdvisoryRef("S", List.of(), Optional.empty(), Optional.empty(), false, published);
        return new Finding(
                f.key(),
                f.id(),
                f.kind(),
                f.severity(),
                f.title(),
                f.subject(),
                f.pkg(),
                f.fixedIn(),
                f.evidence(),
                Optional.of(a),
                f.use(),
                f.remediation(),
                f.waived());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    kev or hgh;              column 8: 'hgh' is not known
                    high and;                column 9: a condition is missing
                    (high;                   column 6: ')' is missing
                    high);                   column 5: ')' is not expected here
                    high critical;           column 6: 'critical' is not expected here
                    epss 0.5;                column 6: 'epss' needs a comparison
                    epss > 50;               column 8: expected a number from 0 to 1
                    epss > 0.5.1;            column 8: expected a number
                    cvss > nine;             column 8: expected a number from 0 to 10
                    fix-age > 7;             column 11: expected an age
                    fix-age > d;             column 11: expected an age
                    not;                     column 4: a condition is missing
                    ();                      column 2: ')' is not known
                    """)
    void whatIsWrongIsToldWithItsColumn(String text, String message) {
        assertThatThrownBy(() -> FailOn.parse(text))
                .isInstanceOf(HullmarkException.class)
                .hasMessageStartingWith("--fail-on, " + message);
    }

    @Test
    void hostileTextIsRefused() {
        assertThatThrownBy(() -> FailOn.parse("(".repeat(1_900))).hasMessageContaining("nested");
        assertThatThrownBy(() -> FailOn.parse("not ".repeat(400))).hasMessageContaining("nested");
        assertThatThrownBy(() -> FailOn.parse("x".repeat(3_000))).hasMessageContaining("longer than");
        assertThatThrownBy(() -> FailOn.parse(" ")).hasMessageContaining("empty");
        assertThatThrownBy(() -> FailOn.parse("high\u001b")).hasMessageContaining("'high\\x1B'");
        assertThat(FailOn.parse("high or ".repeat(200) + "low").condition().holds(Samples.LOG4SHELL, FACTS))
                .isTrue();
    }

    @Test
    void itKnowsWhatItAsksFor() {
        FailOn parsed = FailOn.parse("secret or kev and epss > 0.1 and new");
        assertThat(parsed.kinds()).containsExactly(Kind.SECRET);
        assertThat(parsed.feeds()).containsExactlyInAnyOrder("KEV", "EPSS");
        assertThat(parsed.usesNew()).isTrue();
    }

    @Test
    void theGateCountsWhatIsNewAndNamesTheCondition() {
        Since since = Since.of("main", List.of(Samples.LOG4SHELL), List.of(Samples.LOG4SHELL, Samples.PROTOTYPE));
        GateResult result = judge("high", since);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.violations())
                .containsExactly("1 new finding is high or worse: CVE-2020-8203 in lodash 4.17.15");
        assertThat(result.violating()).containsExactly(Samples.PROTOTYPE.key());
        assertThat(judge("critical", since).exitCode()).isZero();
        assertThat(judge("kev or new", since).violations())
                .containsExactly("2 findings match 'kev or new'; the most urgent: CVE-2021-44228 in"
                        + " org.apache.logging.log4j:log4j-core 2.14.1");
    }

    private static GateResult judge(String condition, Since since) {
        GatePolicy policy = new GatePolicy(
                Optional.of(FailOn.parse(condition)),
                false,
                GatePolicy.DEFAULT_KINDS,
                GatePolicy.DEFAULT_MAX_FEED_AGE,
                true,
                false);
        return Gate.judge(
                Samples.report(List.of(), Samples.LOG4SHELL, Samples.PROTOTYPE),
                List.of(),
                List.of(),
                policy,
                Samples.NOW,
                Optional.of(since));
    }

    @Test
    void withoutTheListOfTheExploitedNothingIsProven() {
        GatePolicy policy = new GatePolicy(
                Optional.of(FailOn.parse("kev")),
                false,
                GatePolicy.DEFAULT_KINDS,
                GatePolicy.DEFAULT_MAX_FEED_AGE,
                false,
                false);
        Report clean = Samples.report(List.of(), Samples.PROTOTYPE);
        assertThat(Gate.judge(clean, List.of(), List.of(), policy, Samples.NOW).exitCode())
                .isEqualTo(2);
        assertThat(Gate.judge(clean, List.of(), List.of(new FeedAge("KEV", false, Samples.NOW)), policy, Samples.NOW)
                        .exitCode())
                .isZero();
    }
}
