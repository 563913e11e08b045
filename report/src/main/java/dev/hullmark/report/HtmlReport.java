package dev.hullmark.report;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One page for people who were not there. Without its script everything is readable; with it the table sorts and filters.
 * Every text out of the image is {@link Markup#text}.
 */
final class HtmlReport implements ReportFormat {
    @Override
    public void write(Outcome outcome, ReportOptions options, OutputStream out) throws IOException {
        HtmlPage whole = HtmlPage.open(outcome.report().subject().name(), "report.js");
        StringBuilder page = whole.text();
        boolean packages = hasPackages(outcome.report());
        List<Finding> counting = new ArrayList<>();
        for (Finding f : outcome.report().findings()) {
            if (f.waived().isEmpty()) {
                counting.add(f);
            }
        }
        page.append("<a class=\"skip\" href=\"#findings\">To the findings</a>\n");
        title(page, outcome);
        page.append("<main>\n");
        gate(page, outcome);
        gaps(page, outcome);
        cards(page, outcome, counting, packages);
        HtmlCharts.write(page, counting, packages);
        HtmlTable.write(page, outcome, packages);
        gone(page, outcome);
        page.append("</main>\n");
        footer(page, outcome);
        out.write(whole.close());
    }

    /** Checks of hosts and containers have none: what is only about packages would stand empty. */
    private static boolean hasPackages(Report report) {
        return report.packages() > 0
                || report.findings().stream().anyMatch(f -> f.pkg().isPresent());
    }

    private static void title(StringBuilder page, Outcome outcome) {
        Report report = outcome.report();
        page.append("<header>\n<p class=\"brand\">Hullmark</p>\n<h1>")
                .append(Markup.text(report.subject().name(), Limits.CELL))
                .append("</h1>\n<dl class=\"facts\">\n");
        fact(page, "Source", report.subject().source());
        fact(page, "System", Words.distribution(outcome));
        fact(page, "Digest", report.subject().digest());
        fact(page, "Advisories", Words.knowledge(outcome));
        outcome.since().ifPresent(s -> fact(page, "Compared with", s.baseline()));
        page.append("</dl>\n</header>\n");
    }

    private static void fact(StringBuilder page, String name, String value) {
        if (!value.isEmpty()) {
            page.append("<div><dt>")
                    .append(name)
                    .append("</dt><dd>")
                    .append(Markup.text(value, Limits.CELL))
                    .append("</dd></div>\n");
        }
    }

    private static void gate(StringBuilder page, Outcome outcome) {
        if (outcome.gate().isEmpty()) {
            return;
        }
        GateResult gate = outcome.gate().get();
        page.append("<section class=\"gate ")
                .append(gate.exitCode() == 0 ? "passed" : "failed")
                .append("\" aria-label=\"Gate\">\n<h2>Gate: ")
                .append(Words.verdict(outcome))
                .append(" <small>exit code ")
                .append(gate.exitCode())
                .append("</small></h2>\n");
        list(page, gate.violations());
        list(page, gate.gaps());
        page.append("</section>\n");
    }

    private static void gaps(StringBuilder page, Outcome outcome) {
        List<String> lines = Gaps.lines(outcome.report().coverage(), true);
        if (lines.isEmpty()) {
            return;
        }
        page.append("<section class=\"gaps\" aria-label=\"Not seen\">\n<h2>Not seen</h2>\n<p>")
                .append(
                        "What is listed below is not all there may be; these parts could not be judged, or not fully:</p>\n");
        list(page, lines.subList(0, Math.min(lines.size(), Limits.GAPS)));
        if (lines.size() > Limits.GAPS) {
            page.append("<details><summary>")
                    .append(Counts.of(lines.size() - Limits.GAPS, "more gap"))
                    .append("</summary>\n");
            list(page, lines.subList(Limits.GAPS, Math.min(lines.size(), Limits.PAGE_ROWS)));
            page.append("</details>\n");
        }
        page.append("</section>\n");
    }

    private static void list(StringBuilder page, List<String> lines) {
        if (!lines.isEmpty()) {
            page.append("<ul>\n");
            for (String line : lines) {
                page.append("<li>").append(Markup.text(line, Limits.CELL)).append("</li>\n");
            }
            page.append("</ul>\n");
        }
    }

    private static void cards(StringBuilder page, Outcome outcome, List<Finding> counting, boolean packages) {
        int critical = 0;
        int high = 0;
        int exploited = 0;
        int malware = 0;
        for (Finding f : counting) {
            critical += f.severity() == Severity.CRITICAL ? 1 : 0;
            high += f.severity() == Severity.HIGH ? 1 : 0;
            exploited += Block.exploited(f) ? 1 : 0;
            malware += f.kind() == Kind.MALWARE ? 1 : 0;
        }
        page.append("<section class=\"cards\" aria-label=\"Summary\">\n");
        card(page, "findings", counting.size(), "");
        card(page, "critical", critical, critical > 0 ? "critical" : "");
        card(page, "high", high, high > 0 ? "high" : "");
        if (packages) {
            card(page, "exploited (KEV)", exploited, exploited > 0 ? "kev" : "");
        }
        if (malware > 0) {
            card(page, "malware", malware, "kev");
        }
        if (packages) {
            card(page, "with a fix", Counts.fixable(counting), "");
        }
        outcome.since()
                .ifPresent(
                        s -> card(page, "new", s.newKeys().size(), s.newKeys().isEmpty() ? "" : "high"));
        int waived = outcome.report().findings().size() - counting.size();
        if (waived > 0) {
            card(page, "waived", waived, "");
        }
        if (packages) {
            card(page, "packages", outcome.report().packages(), "");
        }
        page.append("</section>\n");
    }

    private static void card(StringBuilder page, String label, int number, String look) {
        page.append("<p class=\"card ")
                .append(look)
                .append("\"><b>")
                .append(number)
                .append("</b> <span>")
                .append(label)
                .append("</span></p>\n");
    }

    private static void gone(StringBuilder page, Outcome outcome) {
        if (outcome.since().isEmpty() || outcome.since().get().gone().isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (Finding f : outcome.since().get().gone()) {
            if (lines.size() < Limits.PAGE_ROWS) {
                lines.add(f.id() + " in " + Words.about(f));
            }
        }
        page.append("<section class=\"panel\" aria-label=\"Gone\">\n<h2>Gone since the baseline</h2>\n");
        list(page, lines);
        page.append("</section>\n");
    }

    private static void footer(StringBuilder page, Outcome outcome) {
        Report.Scanner scanner = outcome.report().scanner();
        page.append("<footer><p>Hullmark ").append(Markup.text(scanner.version()));
        if (!scanner.feedsUpdated().isEmpty()) {
            page.append("; advisories of ").append(Markup.text(scanner.feedsUpdated()));
        }
        page.append("; judged ")
                .append(outcome.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                .append(". This page needs no network.</p></footer>\n");
    }
}
