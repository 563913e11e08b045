package dev.hullmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.profile.Proof.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Observation WEB = runs(Set.of("80/tcp"), Map.of("nginx", 3), "ready");
    private static final Observation JOB = ends(0, "done");

    private static Observation runs(Set<String> listening, Map<String, Integer> programs, String... words) {
        return new Observation("", true, 0, Optional.of(listening), programs, List.of(words), Optional.empty());
    }

    private static Observation ends(int code, String... words) {
        return new Observation("", false, code, Optional.of(Set.of()), Map.of(), List.of(words), Optional.empty());
    }

    private static Observation refused(String words) {
        return new Observation(words, false, 0, Optional.empty(), Map.of(), List.of(), Optional.empty());
    }

    private static Observation probed(boolean passed) {
        return new Observation("", true, 0, Optional.of(Set.of()), Map.of(), List.of(), Optional.of(passed));
    }

    private static Outcome outcome(Observation today, Observation trial) {
        return Comparison.of(today, trial).outcome();
    }

    @Test
    void whatListensAsTodayWorks() {
        assertThat(outcome(WEB, runs(Set.of("80/tcp", "81/tcp"), Map.of("nginx", 2), "ready")))
                .isEqualTo(Outcome.WORKS);
        assertThat(outcome(WEB, runs(Set.of(), Map.of("nginx", 3)))).isEqualTo(Outcome.BREAKS);
        assertThat(Comparison.of(WEB, ends(1, "ready", "bind: Permission denied", "bye")))
                .isEqualTo(new Comparison.Verdict(
                        Outcome.BREAKS, "it ends with exit code 1, saying: bind: Permission denied"));
        assertThat(outcome(WEB, refused("no such user"))).isEqualTo(Outcome.BREAKS);
    }

    /** A resolver's socket has another number at each start; a service keeps its own. */
    @Test
    void aPortOfTheKernelsChoiceStandsForAnother() {
        assertThat(Comparison.missing(Set.of("80/tcp", "35937/udp"), Set.of("80/tcp", "40001/udp")))
                .isEmpty();
        assertThat(Comparison.missing(Set.of("50051/tcp"), Set.of("50051/tcp"))).isEmpty();
        assertThat(Comparison.missing(Set.of("35937/udp", "35938/udp"), Set.of("40001/udp")))
                .hasSize(1);
        assertThat(Comparison.missing(Set.of("35937/udp"), Set.of("40001/tcp"))).containsExactly("35937/udp");
        assertThat(Comparison.missing(Set.of("80/tcp"), Set.of("40001/tcp"))).containsExactly("80/tcp");
    }

    /** Half of a service may be missing though its port is open. */
    @Test
    void whatOnlyLooksAsIfIsUndecided() {
        assertThat(outcome(WEB, runs(Set.of("80/tcp"), Map.of("sh", 1)))).isEqualTo(Outcome.UNDECIDED);
        assertThat(outcome(WEB, runs(Set.of("80/tcp"), Map.of("nginx", 3), "mkdir: Read-only file system")))
                .isEqualTo(Outcome.UNDECIDED);
        Observation unseen = new Observation("", true, 0, Optional.empty(), Map.of(), List.of(), Optional.empty());
        assertThat(outcome(WEB, unseen)).isEqualTo(Outcome.UNDECIDED);
        assertThat(outcome(runs(Set.of(), Map.of("worker", 1)), runs(Set.of(), Map.of("worker", 1))))
                .isEqualTo(Outcome.UNDECIDED);
    }

    /** What was denied today is no news. */
    @Test
    void onlyNewDenialsCount() {
        Observation grumbles = runs(Set.of("80/tcp"), Map.of("nginx", 1), "warning: Operation not permitted");
        assertThat(outcome(grumbles, grumbles)).isEqualTo(Outcome.WORKS);
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
        assertThat(outcome(probed(true), probed(true))).isEqualTo(Outcome.WORKS);
        assertThat(outcome(probed(true), probed(false))).isEqualTo(Outcome.BREAKS);
        assertThat(Comparison.baseline(probed(false)).outcome()).isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void whatDoesNotWorkTodayProvesNothing() {
        assertThat(Comparison.baseline(ends(3, "no configuration")).reason())
                .contains("exit code 3", "no configuration");
        assertThat(Comparison.baseline(refused("no such user")).outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(Comparison.baseline(WEB).outcome()).isEqualTo(Outcome.WORKS);
    }
}
