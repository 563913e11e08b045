package dev.hullmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.profile.Proof.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    private static final Optional<Duration> SOON = Optional.of(Duration.ofSeconds(1));
    private static final Observation WEB = runs(Set.of("80/tcp"), Map.of("nginx", 3), "ready");
    private static final Observation JOB = ends(0, "done");

    private static Observation runs(Set<String> listening, Map<String, Integer> programs, String... words) {
        return checked(listening, programs, "", SOON, words);
    }

    private static Observation checked(
            Set<String> listening,
            Map<String, Integer> programs,
            String health,
            Optional<Duration> settled,
            String... words) {
        return new Observation(
                "", true, 0, Optional.of(listening), programs, List.of(words), Optional.empty(), health, settled);
    }

    private static Observation ends(int code, String... words) {
        return new Observation(
                "", false, code, Optional.of(Set.of()), Map.of(), List.of(words), Optional.empty(), "", SOON);
    }

    private static Observation probed(boolean running, boolean passed) {
        return new Observation(
                "", running, 0, Optional.of(Set.of()), Map.of(), List.of(), Optional.of(passed), "", SOON);
    }

    private static Outcome outcome(Observation today, Observation trial) {
        return Comparison.of(today, trial).outcome();
    }

    @Test
    void whatListensAsTodayWorks() {
        assertThat(outcome(WEB, runs(Set.of("80/tcp", "81/tcp"), Map.of("nginx", 4), "ready")))
                .isEqualTo(Outcome.WORKS);
        assertThat(outcome(WEB, runs(Set.of(), Map.of("nginx", 3)))).isEqualTo(Outcome.BREAKS);
        assertThat(Comparison.of(WEB, ends(1, "ready", "bind: Permission denied", "bye")))
                .isEqualTo(new Comparison.Verdict(
                        Outcome.BREAKS, "it ends with exit code 1, saying: bind: Permission denied"));
        assertThat(outcome(WEB, Observation.refused("no such user"))).isEqualTo(Outcome.BREAKS);
    }

    /** Half of a service may be missing though its port is open. */
    @Test
    void whatOnlyLooksAsIfIsUndecided() {
        assertThat(outcome(WEB, runs(Set.of("80/tcp"), Map.of("sh", 1)))).isEqualTo(Outcome.UNDECIDED);
        assertThat(outcome(WEB, runs(Set.of("80/tcp"), Map.of("nginx", 3), "mkdir: Read-only file system")))
                .isEqualTo(Outcome.UNDECIDED);
        Observation unseen = new Observation(
                "", true, 0, Optional.empty(), Map.of(), List.of(), Optional.empty(), "", Optional.empty());
        assertThat(outcome(WEB, unseen)).isEqualTo(Outcome.UNDECIDED);
        assertThat(outcome(runs(Set.of(), Map.of("worker", 1)), runs(Set.of(), Map.of("worker", 1))))
                .isEqualTo(Outcome.UNDECIDED);
    }

    /** What was denied today is no news. */
    @Test
    void onlyNewDenialsCount() {
        Observation grumbles = runs(Set.of("80/tcp"), Map.of("nginx", 1), "warning: Operation not permitted");
        assertThat(outcome(grumbles, grumbles)).isEqualTo(Outcome.WORKS);
        assertThat(outcome(
                        grumbles, runs(Set.of("80/tcp"), Map.of("nginx", 1), "12:01 Warning: operation not permitted")))
                .isEqualTo(Outcome.UNDECIDED);
        Observation more = runs(
                Set.of("80/tcp"),
                Map.of("nginx", 1),
                "warning: Operation not permitted",
                "state: Read-only file system");
        assertThat(Comparison.of(grumbles, more).reason()).endsWith("state: Read-only file system");
        Observation at = runs(Set.of("80/tcp"), Map.of(), "12:01:07 [4] cannot open /etc/x");
        assertThat(outcome(at, runs(Set.of("80/tcp"), Map.of(), "12:01:48 [71] cannot open /etc/x")))
                .isEqualTo(Outcome.WORKS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unable to open database file",
                "attempt to write a readonly database",
                "could not open x",
                "couldn't open x",
                "failed to open x"
            })
    void denialsHaveManyWords(String words) {
        assertThat(outcome(WEB, runs(Set.of("80/tcp"), Map.of("nginx", 3), "storage disabled: " + words)))
                .isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void aHealthCheckThatPassedMustPass() {
        Observation today = checked(Set.of("80/tcp"), Map.of(), "healthy", SOON);
        assertThat(outcome(today, today)).isEqualTo(Outcome.WORKS);
        assertThat(outcome(today, checked(Set.of("80/tcp"), Map.of(), "unhealthy", SOON)))
                .isEqualTo(Outcome.BREAKS);
        assertThat(outcome(today, checked(Set.of("80/tcp"), Map.of(), "starting", SOON)))
                .isEqualTo(Outcome.UNDECIDED);
        Observation sick = checked(Set.of("80/tcp"), Map.of(), "unhealthy", SOON);
        assertThat(outcome(sick, sick)).isEqualTo(Outcome.WORKS);
    }

    @Test
    void fewerProcessesAndSlowPortsAreUndecided() {
        assertThat(Comparison.of(WEB, runs(Set.of("80/tcp"), Map.of("nginx", 2))))
                .isEqualTo(new Comparison.Verdict(Outcome.UNDECIDED, "it listens, but nginx runs 2 times, not 3"));
        assertThat(outcome(WEB, checked(Set.of("81/tcp"), Map.of("nginx", 3), "", Optional.empty())))
                .isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void whoListensOnlyToItselfBreaks() {
        assertThat(Comparison.of(WEB, runs(Set.of("80/tcp on its loopback"), Map.of("nginx", 3))))
                .isEqualTo(new Comparison.Verdict(Outcome.BREAKS, "it does not listen on 80/tcp but on its loopback"));
    }

    @Test
    void aJobWorksWhenItSaysTheSame() {
        assertThat(outcome(JOB, JOB)).isEqualTo(Outcome.WORKS);
        assertThat(outcome(JOB, ends(0, "skipped"))).isEqualTo(Outcome.UNDECIDED);
        assertThat(outcome(ends(0), ends(0))).isEqualTo(Outcome.UNDECIDED);
        assertThat(outcome(JOB, ends(2, "no"))).isEqualTo(Outcome.BREAKS);
        assertThat(outcome(JOB, runs(Set.of(), Map.of()))).isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void aProbeDecides() {
        assertThat(outcome(probed(true, true), probed(true, true))).isEqualTo(Outcome.WORKS);
        assertThat(outcome(probed(true, true), probed(true, false))).isEqualTo(Outcome.BREAKS);
        // It passed, and then it ended.
        assertThat(outcome(probed(true, true), probed(false, true))).isEqualTo(Outcome.BREAKS);
        assertThat(Comparison.baseline(probed(true, false)).outcome()).isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void whatDoesNotWorkTodayProvesNothing() {
        assertThat(Comparison.baseline(ends(3, "no configuration")).reason())
                .contains("exit code 3", "no configuration");
        assertThat(Comparison.baseline(Observation.refused("no such user")).outcome())
                .isEqualTo(Outcome.UNDECIDED);
        assertThat(Comparison.baseline(WEB).outcome()).isEqualTo(Outcome.WORKS);
    }
}
