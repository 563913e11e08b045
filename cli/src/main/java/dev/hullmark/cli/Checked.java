package dev.hullmark.cli;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.model.ReportOrder;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.Outcome;
import dev.hullmark.report.Gate;
import dev.hullmark.report.GatePolicy;
import dev.hullmark.report.GateResult;
import dev.hullmark.report.ReportFormat;
import dev.hullmark.report.ReportOptions;
import dev.hullmark.report.Waivers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What checks came to about one subject, on its way through waivers and gate to a format: no advisory and no package takes
 * part.
 */
final class Checked {
    private final Subject subject;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Coverage> coverage = new ArrayList<>();

    Checked(Subject subject) {
        this.subject = subject;
    }

    void add(Outcome outcome) {
        findings.addAll(outcome.findings());
        coverage.add(outcome.coverage());
    }

    void add(Coverage gap) {
        coverage.add(gap);
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    List<Finding> findings() {
        return findings;
    }

    /** What the user asked for, read before the work. */
    record Asked(ReportFormat format, boolean table, boolean all, GatePolicy policy, Optional<Waivers> waivers) {}

    /** Judges, writes, and returns the exit code. */
    int finish(Asked asked, OutputOptions output, Context context) {
        findings.sort(ReportOrder.MOST_URGENT_FIRST);
        Report found = new Report(subject, new Report.Scanner(Version.TEXT, "", ""), coverage, 0, findings);
        Instant now = Instant.now();
        Report report = asked.waivers()
                .map(w -> w.apply(found, LocalDate.ofInstant(now, ZoneOffset.UTC)))
                .orElse(found);
        GateResult result = Gate.judge(report, List.of(), List.of(), asked.policy(), now);
        dev.hullmark.report.Outcome outcome = new dev.hullmark.report.Outcome(
                report, inventory(), asked.policy().failOn().map(failOn -> result), now);
        context.line().close();
        ReportOptions options =
                new ReportOptions(context.terminal().width(), output.colour(context.terminal()), asked.all());
        output.write(out -> asked.format().write(outcome, options, out));
        if (!asked.table()) {
            Gaps.tell(context, report.coverage(), output.quiet());
            result.violations().forEach(context::say);
            result.gaps().forEach(context::say);
        }
        return result.exitCode();
    }

    private Inventory inventory() {
        return new Inventory(
                subject, Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), Map.of(), Facts.EMPTY);
    }
}
