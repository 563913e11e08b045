package dev.hullmark.cli;

import dev.hullmark.model.Finding;
import dev.hullmark.posture.CisDocker;
import dev.hullmark.posture.Judgement.Standing;
import dev.hullmark.posture.host.HostAudit;
import dev.hullmark.posture.host.Readiness;
import dev.hullmark.report.Outcome;
import dev.hullmark.report.ReportOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An audit of a host for people: by section, each check with its word, and what is the matter under it. */
final class HostView {
    /** Items named of one check, unless everything is asked for. */
    private static final int ITEMS = 6;

    private static final int GAPS = 5;

    private static final List<String> WORDS = List.of("WARN", "NOTE", "INFO", "PASS");

    /** The longest id and two blanks. */
    private static final int IDS = 7;

    private final boolean remediation;
    private HostAudit audit = new HostAudit(Instant.EPOCH, "", "", "", List.of(), "", List.of(), List.of());

    HostView(boolean remediation) {
        this.remediation = remediation;
    }

    void show(HostAudit found) {
        audit = found;
    }

    /** docker-bench-security's layout. */
    void dockerBench(Outcome outcome, ReportOptions options, OutputStream out) {
        DockerBenchJson.write(audit, outcome.now(), out);
    }

    void table(Outcome outcome, ReportOptions options, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        Page page = new Page(text, options, IDS);
        page.line("HOST", audit.host().isEmpty() ? "this host" : audit.host());
        page.line("ENGINE", audit.engine().isEmpty() ? "none answered" : audit.engine());
        page.line("ROOT", audit.mode());
        Set<String> waived = waived(outcome);
        for (Map.Entry<String, String> section : CisDocker.SECTIONS.entrySet()) {
            List<HostAudit.Line> lines = audit.lines().stream()
                    .filter(line -> line.check().section().equals(section.getKey()))
                    .toList();
            if (!lines.isEmpty()) {
                page.heading(section.getKey() + "  " + section.getValue(), counts(lines));
                lines.forEach(line -> line(page, line, waived, options.all()));
            }
        }
        readiness(page);
        summary(page, outcome, options.all());
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String counts(List<HostAudit.Line> lines) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String word : WORDS) {
            long count = lines.stream().filter(l -> l.word().equals(word)).count();
            if (count > 0) {
                counts.put(word, count);
            }
        }
        return counts.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
    }

    /** Rules of which every finding is waived. */
    private static Set<String> waived(Outcome outcome) {
        Set<String> waived = new TreeSet<>();
        List<Finding> findings = outcome.report().findings();
        findings.stream().filter(f -> f.waived().isPresent()).forEach(f -> waived.add(f.id()));
        findings.stream().filter(f -> f.waived().isEmpty()).forEach(f -> waived.remove(f.id()));
        return waived;
    }

    private void line(Page page, HostAudit.Line line, Set<String> waived, boolean all) {
        String id = line.check().id();
        boolean accepted = waived.contains(line.check().rule().id());
        boolean fails = line.judgement().standing() == Standing.FAIL;
        String title = fails ? line.check().rule().title() : line.check().shortTitle();
        page.check(line.word(), id, title + (accepted ? " (waived)" : ""));
        String detail = line.judgement().detail();
        String said =
                switch (line.judgement().standing()) {
                    case NOT_APPLICABLE -> "not applicable: " + detail;
                    case UNKNOWN -> "not seen: " + detail;
                    default -> detail;
                };
        List<String> items = line.judgement().items();
        int shown = all ? items.size() : Math.min(items.size(), ITEMS);
        String named = String.join(", ", items.subList(0, shown))
                + (shown < items.size() ? " and " + (items.size() - shown) + " more (--all)" : "");
        page.detail(said + (said.isEmpty() || named.isEmpty() ? "" : ": ") + named);
        if (remediation && fails) {
            page.todo(line.check().rule().remediation());
        }
    }

    private void readiness(Page page) {
        if (audit.readiness().isEmpty()) {
            return;
        }
        String who = audit.user().isEmpty() ? "" : " for " + audit.user();
        page.heading("Going rootless" + who, "not part of the benchmark");
        for (Readiness ready : audit.readiness()) {
            Standing standing = ready.judgement().standing();
            boolean fails = standing == Standing.FAIL;
            String word = standing == Standing.PASS ? "PASS" : fails && ready.blocks() ? "WARN" : "INFO";
            page.check(word, "", ready.title());
            String detail = ready.judgement().detail();
            page.detail(
                    switch (standing) {
                        case FAIL -> (ready.blocks() ? "blocks: " : "missing: ") + detail;
                        case NOT_APPLICABLE -> "not applicable: " + detail;
                        case UNKNOWN -> "not seen: " + detail;
                        default -> detail;
                    });
            if (remediation && fails) {
                page.todo(ready.remediation());
            }
        }
    }

    private void summary(Page page, Outcome outcome, boolean all) {
        page.heading("", "");
        page.line("CHECKS", audit.lines().size() + ": " + counts(audit.lines()));
        page.line("SCORE", Integer.toString(audit.score()));
        int told = 0;
        for (String sentence : audit.notSeen()) {
            if (!all && told == GAPS) {
                page.line("", "and " + (audit.notSeen().size() - told) + " more (--all)");
                break;
            }
            page.line(told++ == 0 ? "NOT SEEN" : "", sentence);
        }
        outcome.gate().ifPresent(page::gate);
    }
}
