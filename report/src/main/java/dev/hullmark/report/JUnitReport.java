package dev.hullmark.report;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * JUnit XML as Jenkins, GitLab and Azure Pipelines read it: a suite of findings, one test case each, and a suite of what
 * was not seen. With a gate a finding fails when it violates the policy, and a gap is an error when it keeps a pass from
 * being proven; without one, every finding fails that nobody waived, and a gap is skipped. No times: the same bytes for
 * the same verdict.
 */
final class JUnitReport implements ReportFormat {
    @Override
    public void write(Outcome outcome, ReportOptions options, OutputStream out) throws IOException {
        Report report = outcome.report();
        List<Case> findings = findings(outcome);
        List<Case> gaps = gaps(outcome);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        int failures = count(findings, "failure") + count(gaps, "failure");
        int errors = count(findings, "error") + count(gaps, "error");
        xml.append("<testsuites name=\"")
                .append(Markup.text("hullmark: " + report.subject().name()))
                .append("\" tests=\"")
                .append(findings.size() + gaps.size())
                .append("\" failures=\"")
                .append(failures)
                .append("\" errors=\"")
                .append(errors)
                .append("\" time=\"0\">\n");
        suite(xml, "findings: " + report.subject().name(), findings);
        if (!gaps.isEmpty()) {
            suite(xml, "not seen: " + report.subject().name(), gaps);
        }
        xml.append("</testsuites>\n");
        out.write(xml.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @param element {@code failure}, {@code error}, {@code skipped}, or {@code system-out} for one that passes */
    private record Case(String group, String name, String element, String message, String type, String body) {}

    private static int count(List<Case> cases, String element) {
        int count = 0;
        for (Case one : cases) {
            count += one.element().equals(element) ? 1 : 0;
        }
        return count;
    }

    private static List<Case> findings(Outcome outcome) {
        List<Case> cases = new ArrayList<>();
        for (Finding f : outcome.report().findings()) {
            boolean fails = outcome.gate().isPresent() ? outcome.violates(f.key()) : true;
            String element = f.waived().isPresent() ? "skipped" : fails ? "failure" : "system-out";
            String message = f.waived()
                    .map(w -> "waived by " + w.author() + ": " + w.reason())
                    .orElse(f.severity().text() + ": " + Words.title(f));
            String group = f.pkg()
                    .map(p -> Block.typeOf(p.purl()) + "." + p.name())
                    .orElse(f.kind().text());
            cases.add(new Case(
                    group,
                    f.id() + " in " + Words.about(f),
                    element,
                    message,
                    f.kind().text(),
                    body(f)));
        }
        if (cases.isEmpty()) {
            boolean gap = Gaps.any(outcome.report().coverage());
            cases.add(new Case(
                    "hullmark",
                    gap ? "no findings in what could be judged" : "no findings",
                    "system-out",
                    "",
                    "",
                    outcome.report().packages() + " packages were judged"));
        }
        return cases;
    }

    private static String body(Finding f) {
        StringBuilder body = new StringBuilder(Text.visible(Words.title(f))).append('\n');
        f.pkg()
                .ifPresent(p ->
                        body.append("package  ").append(Text.visible(p.purl())).append('\n'));
        body.append("fixed in ").append(Text.visible(Words.fix(f))).append('\n');
        int named = 0;
        for (Evidence evidence : f.evidence()) {
            if (named++ == Limits.PLACES) {
                body.append("and ").append(f.evidence().size() - Limits.PLACES).append(" more places\n");
                break;
            }
            body.append("found in ").append(Text.visible(evidence.path())).append('\n');
        }
        f.advisory().ifPresent(a -> {
            body.append("advisory ").append(Text.visible(a.source())).append('\n');
            if (a.kev()) {
                body.append("known to be exploited (CISA KEV)\n");
            }
        });
        return body.toString();
    }

    private static List<Case> gaps(Outcome outcome) {
        List<Case> cases = new ArrayList<>();
        for (Coverage coverage : outcome.report().coverage()) {
            if (Gaps.is(coverage)) {
                String message = coverage.reason().isEmpty() ? coverage.status().text() : coverage.reason();
                cases.add(new Case(
                        "not seen",
                        coverage.what(),
                        "skipped",
                        message,
                        coverage.status().text(),
                        message));
            }
        }
        if (outcome.gate().isPresent()) {
            for (String gap : outcome.gate().get().gaps()) {
                int colon = gap.indexOf(':');
                String what = colon < 0 ? gap : gap.substring(0, colon);
                cases.add(new Case("gate", what, "error", gap, "not proven", gap));
            }
        }
        return cases;
    }

    private static void suite(StringBuilder xml, String name, List<Case> cases) {
        xml.append("  <testsuite name=\"")
                .append(Markup.text(name))
                .append("\" tests=\"")
                .append(cases.size())
                .append("\" failures=\"")
                .append(count(cases, "failure"))
                .append("\" errors=\"")
                .append(count(cases, "error"))
                .append("\" skipped=\"")
                .append(count(cases, "skipped"))
                .append("\" time=\"0\">\n");
        for (Case one : cases) {
            xml.append("    <testcase classname=\"")
                    .append(Markup.text(one.group(), Limits.CELL))
                    .append("\" name=\"")
                    .append(Markup.text(one.name(), Limits.CELL))
                    .append("\" time=\"0\">\n      <")
                    .append(one.element());
            if (!one.element().equals("system-out")) {
                xml.append(" type=\"")
                        .append(Markup.text(one.type()))
                        .append("\" message=\"")
                        .append(Markup.text(one.message(), Limits.CELL))
                        .append('"');
            }
            xml.append('>');
            for (String line : one.body().split("\n", -1)) {
                xml.append(line.isEmpty() ? "" : Markup.text(line, Limits.CELL) + "\n");
            }
            xml.append("</").append(one.element()).append(">\n    </testcase>\n");
        }
        xml.append("  </testsuite>\n");
    }
}
