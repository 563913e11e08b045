package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.CisDocker;
import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.compliance.Profile;
import dev.hullmark.posture.host.HostAudit;
import dev.hullmark.posture.host.HostFindings;
import dev.hullmark.posture.host.Readiness;
import dev.hullmark.report.Outcome;
import dev.hullmark.report.ReportFormat;
import dev.hullmark.report.ReportOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HostViewTest {
    private static HostAudit.Line line(String id, Judgement judgement) {
        return new HostAudit.Line(CisDocker.check(id).orElseThrow(), judgement);
    }

    private static final HostAudit AUDIT = new HostAudit(
            Instant.ofEpochSecond(1000),
            "box\u001b[31m",
            "Docker 28 at /var/run/docker.sock",
            "rootful: as root",
            List.of(
                    line("1.2.1", Judgement.info("see")),
                    line("2.3", Judgement.PASS),
                    line("4.2", Judgement.MANUAL),
                    line("5.5", Judgement.fail("", List.of("evil\u001b]0;x\u0007", "<b>two</b>"))),
                    line("7.1", Judgement.notApplicable("swarm mode is not enabled")),
                    line("7.5", Judgement.unknown("no engine answered"))),
            "alice",
            List.of(new Readiness("rootless-subuid", "ids", true, Judgement.fail("none"), "usermod")),
            List.of("container gone ended while it was looked at"));

    private static String written(ReportFormat format, boolean waived) {
        Subject subject = new Subject("host", AUDIT.host(), "", AUDIT.engine());
        List<Finding> findings = HostFindings.of(AUDIT).stream()
                .map(f -> waived ? f.withWaived(new Finding.Waived("ok", "me", "")) : f)
                .toList();
        Outcome outcome = new Outcome(
                new Report(subject, new Report.Scanner("1", "", ""), HostFindings.coverage(AUDIT), 0, findings),
                new Inventory(
                        subject,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Facts.EMPTY),
                Optional.empty(),
                Instant.ofEpochSecond(1003));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            format.write(outcome, ReportOptions.PLAIN, out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static HostView view() {
        HostView view = new HostView(true);
        view.show(AUDIT);
        return view;
    }

    /** The layout that readers of docker-bench-security's log know. */
    @Test
    void writesDockerBenchsLayout() {
        JsonNode json = new JsonMapper().readTree(written(view()::dockerBench, false));
        assertThat(json.path("dockerbenchsecurity").stringValue()).isEqualTo("1.6.0");
        assertThat(json.path("start").asLong(0)).isEqualTo(1000);
        assertThat(json.path("end").asLong(0)).isEqualTo(1003);
        assertThat(json.path("checks").asInt(0)).isEqualTo(6);
        assertThat(json.path("score").asInt(9)).isEqualTo(0);
        assertThat(json.path("tests").size()).isEqualTo(5);
        JsonNode section = json.path("tests").get(3);
        assertThat(section.path("id").stringValue()).isEqualTo("5");
        assertThat(section.path("desc").stringValue()).isEqualTo("Container Runtime");
        JsonNode result = section.path("results").get(0);
        assertThat(result.path("id").stringValue()).isEqualTo("5.5");
        assertThat(result.path("desc").stringValue())
                .isEqualTo("Ensure that privileged containers are not used (Automated)");
        assertThat(result.path("result").stringValue()).isEqualTo("WARN");
        assertThat(result.path("items").get(1).stringValue()).isEqualTo("<b>two</b>");
        JsonNode swarm = json.path("tests").get(4).path("results");
        assertThat(swarm.get(0).path("result").stringValue()).isEqualTo("INFO");
        assertThat(swarm.get(0).path("details").stringValue()).isEqualTo("Not applicable: swarm mode is not enabled");
        assertThat(swarm.get(1).path("details").stringValue()).isEqualTo("Not seen: no engine answered");
    }

    @Test
    void theTableSaysWhatIsTheMatterAndWhatToDo() {
        String table = written(view()::table, false);
        assertThat(table)
                .contains("WARN  5.5    A container is privileged")
                .contains("→ Remove --privileged")
                .contains("PASS  2.3    The logging level is set to 'info'")
                .contains("not applicable: swarm mode is not enabled")
                .contains("not seen: no engine answered")
                .contains("blocks: none")
                .contains("CHECKS    6: 1 WARN, 1 NOTE, 3 INFO, 1 PASS")
                .contains("NOT SEEN  container gone ended");
        assertThat(table.lines()).allMatch(l -> l.length() <= 80);
    }

    @Test
    void aHostileNameIsShownAndDoesNothing() {
        assertThat(written(view()::table, false)).contains("\\x1B]0;x\\x07").doesNotContain("\u001b");
        assertThat(written(new ProfileView(Profile.named("docker-security"), Set.of())::html, false))
                .contains("&lt;b&gt;two")
                .doesNotContain("<b>two");
    }

    @Test
    void aWaivedCheckSaysSo() {
        assertThat(written(view()::table, true)).contains("(waived)");
    }

    @Test
    void aProfileIsScoredByGroup() {
        String table = written(new ProfileView(Profile.named("docker-security"), Set.of())::table, false);
        assertThat(table)
                .contains("FAIL  Capabilities: 0 of 1 passed, 2 of another check")
                .contains("FAIL  privileged-container: A container is privileged");
    }
}
