package dev.hullmark.posture.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.CisDocker;
import dev.hullmark.posture.Rule;
import dev.hullmark.posture.compliance.Compliance.Standing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComplianceTest {
    private static final Profile PROFILE =
            new Profile("p", "P", "", List.of(new Profile.Group("g", List.of("icc-restricted", "log-level-info"))));

    private static Finding finding(String rule) {
        return new Finding(
                rule,
                rule,
                Finding.Kind.HARDENING,
                Severity.LOW,
                "what is wrong: here",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty());
    }

    private static Compliance.Group judge(List<Coverage> coverage, List<Finding> findings) {
        return judge(coverage, findings, Set.of());
    }

    private static Compliance.Group judge(List<Coverage> coverage, List<Finding> findings, Set<String> leftOut) {
        Report report =
                new Report(new Subject("host", "h", "", ""), new Report.Scanner("1", "", ""), coverage, 0, findings);
        return Compliance.of(PROFILE, report, leftOut).groups().getFirst();
    }

    private static Coverage of(String rule, Coverage.Status status) {
        return new Coverage("rule:" + rule, status, status == Coverage.Status.COMPLETE ? "" : "why");
    }

    @Test
    void aGroupPassesOnlyWhenNothingFailsOrStaysUnseen() {
        Coverage good = of("icc-restricted", Coverage.Status.COMPLETE);
        Coverage other = of("log-level-info", Coverage.Status.COMPLETE);
        assertThat(judge(List.of(good, other), List.of()).standing()).isEqualTo(Standing.PASS);
        assertThat(judge(List.of(good, other), List.of(finding("log-level-info")))
                        .standing())
                .isEqualTo(Standing.FAIL);
        assertThat(judge(List.of(good, of("log-level-info", Coverage.Status.NONE)), List.of())
                        .standing())
                .isEqualTo(Standing.UNKNOWN);
        assertThat(judge(List.of(good, of("log-level-info", Coverage.Status.NOT_APPLICABLE)), List.of())
                        .standing())
                .isEqualTo(Standing.PASS);
    }

    @Test
    void whatNobodyAskedOrCouldJudgeIsNoPass() {
        assertThat(judge(List.of(), List.of()).standing()).isEqualTo(Standing.MANUAL);
        Coverage absent = of("icc-restricted", Coverage.Status.NOT_APPLICABLE);
        assertThat(judge(List.of(absent, of("log-level-info", Coverage.Status.NOT_APPLICABLE)), List.of())
                        .standing())
                .isEqualTo(Standing.NOT_APPLICABLE);
    }

    @Test
    void aGroupOfWhichSomethingWasLeftOutIsNoPass() {
        Coverage good = of("icc-restricted", Coverage.Status.COMPLETE);
        Compliance.Group group = judge(List.of(good), List.of(), Set.of("log-level-info"));
        assertThat(group.standing()).isEqualTo(Standing.LEFT_OUT);
        assertThat(group.lines().getLast().standing()).isEqualTo(Standing.LEFT_OUT);
        assertThat(judge(List.of(good), List.of(finding("icc-restricted")), Set.of("log-level-info"))
                        .standing())
                .isEqualTo(Standing.FAIL);
    }

    @Test
    void aWaivedRuleIsSaidToBeWaived() {
        Finding waived = finding("icc-restricted").withWaived(new Finding.Waived("why", "me", ""));
        Compliance.Group group = judge(List.of(of("icc-restricted", Coverage.Status.COMPLETE)), List.of(waived));
        assertThat(group.lines().getFirst().standing()).isEqualTo(Standing.WAIVED);
        assertThat(group.lines().getFirst().evidence()).containsExactly("what is wrong: here");
    }

    /** A rule that only a person judges never fails; each group has one that can. */
    @Test
    void everyGroupOfEveryProfileCanFail() {
        Set<String> canFail = CisDocker.checks().stream()
                .filter(CisDocker.Check::automated)
                .map(CisDocker.Check::rule)
                .map(Rule::id)
                .collect(Collectors.toSet());
        for (Profile profile : Profile.all()) {
            for (Profile.Group group : profile.groups()) {
                if (profile.id().equals("cis-docker") && group.title().startsWith("6 ")) {
                    continue; // the benchmark has only two manual checks there
                }
                assertThat(group.rules())
                        .as(profile.id() + ": " + group.title())
                        .containsAnyElementsOf(canFail);
            }
        }
    }

    @Test
    void knowsItsProfilesByName() {
        assertThat(Profile.all().stream().map(Profile::id))
                .containsExactly("cis-docker", "nine-steps", "docker-security", "hardening-basics");
        assertThat(Profile.named("nine-steps").groups()).hasSize(9);
        assertThatExceptionOfType(HullmarkException.class)
                .isThrownBy(() -> Profile.named("x"))
                .withMessageContaining("cis-docker");
    }
}
