package dev.hullmark.report;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A comment for a pull or merge request, in GitHub's Markdown, which GitLab and Azure read too. Bounded, since a comment
 * is: the most urgent findings are rows, the rest is counted.
 */
final class MarkdownReport implements ReportFormat {
    private static final int CELL = 120;

    @Override
    public void write(Outcome outcome, ReportOptions options, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        List<Finding> counting = new ArrayList<>();
        List<Finding> waived = new ArrayList<>();
        for (Finding f : outcome.report().findings()) {
            (f.waived().isPresent() ? waived : counting).add(f);
        }
        heading(text, outcome, counting);
        gaps(text, outcome);
        counts(text, counting);
        rows(text, outcome, counting);
        gone(text, outcome);
        footer(text, outcome, waived.size());
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void heading(StringBuilder text, Outcome outcome, List<Finding> counting) {
        String verdict = Words.verdict(outcome);
        text.append("## Hullmark: ")
                .append(verdict.isEmpty() ? "" : verdict + ", ")
                .append(Counts.of(counting.size(), "finding"))
                .append("\n\n**")
                .append(cell(outcome.report().subject().name()))
                .append("**");
        String distribution = Words.distribution(outcome);
        text.append(distribution.isEmpty() ? "" : ", " + cell(distribution))
                .append(", ")
                .append(Counts.of(outcome.report().packages(), "package"))
                .append("\n\n");
        if (outcome.gate().isPresent()) {
            for (String violation : outcome.gate().get().violations()) {
                text.append("- ").append(cell(violation, 4 * CELL)).append('\n');
            }
            List<String> gaps = outcome.gate().get().gaps();
            for (int i = 0; i < Math.min(gaps.size(), Limits.NAMED_BY_GATE); i++) {
                text.append("- ").append(cell(gaps.get(i), 4 * CELL)).append('\n');
            }
            text.append('\n');
        }
    }

    private static void gaps(StringBuilder text, Outcome outcome) {
        List<String> lines = Gaps.lines(outcome.report().coverage(), false);
        if (lines.isEmpty()) {
            return;
        }
        text.append("> **Not seen** (what is listed below is not all there may be)\n");
        for (String line : lines) {
            text.append("> - ").append(cell(line, 4 * CELL)).append('\n');
        }
        text.append('\n');
    }

    private static void counts(StringBuilder text, List<Finding> counting) {
        if (counting.isEmpty()) {
            return;
        }
        Map<Severity, int[]> bySeverity = new EnumMap<>(Severity.class);
        for (Finding f : counting) {
            int[] counts = bySeverity.computeIfAbsent(f.severity(), s -> new int[2]);
            counts[0]++;
            counts[1] += f.fixedIn().isEmpty() ? 0 : 1;
        }
        text.append("| severity | findings | with a fix |\n|---|---:|---:|\n");
        bySeverity.forEach((severity, counts) -> text.append("| ")
                .append(severity.text())
                .append(" | ")
                .append(counts[0])
                .append(" | ")
                .append(counts[1])
                .append(" |\n"));
        text.append('\n');
    }

    private static void rows(StringBuilder text, Outcome outcome, List<Finding> counting) {
        if (counting.isEmpty()) {
            return;
        }
        boolean each = counting.size() <= Limits.COMMENT_ROWS;
        boolean compared = outcome.since().isPresent();
        text.append(compared ? "| | severity" : "| severity")
                .append(" | id | package | installed | fixed in | what |\n")
                .append(compared ? "|---" : "")
                .append("|---|---|---|---|---|---|\n");
        int shown = 0;
        for (Finding f : counting) {
            boolean wanted = each || Block.urgent(f) || outcome.isNew(f.key()) || outcome.violates(f.key());
            if (!wanted || shown == Limits.COMMENT_ROWS || text.length() > Limits.COMMENT) {
                continue;
            }
            shown++;
            row(text, outcome, f, compared);
        }
        text.append('\n');
        if (shown < counting.size()) {
            text.append("and ")
                    .append(Counts.of(counting.size() - shown, "more finding"))
                    .append("\n\n");
        }
    }

    private static void row(StringBuilder text, Outcome outcome, Finding f, boolean compared) {
        text.append(compared ? (outcome.isNew(f.key()) ? "| **new** " : "| ") : "");
        String link = Links.of(f.id());
        String id = cell(f.id());
        text.append("| ")
                .append(
                        f.kind() == Finding.Kind.MALWARE
                                ? "**malware**"
                                : f.severity().text())
                .append(Block.exploited(f) ? " **KEV**" : "")
                .append(" | ")
                .append(link.isEmpty() ? id : "[" + id + "](" + link + ")")
                .append(" | ")
                .append(cell(
                        f.pkg().map(Finding.PackageRef::name).orElse(f.kind().text())))
                .append(" | ")
                .append(cell(f.pkg().map(Finding.PackageRef::version).orElse("")))
                .append(" | ")
                .append(cell(Words.fix(f)))
                .append(" | ")
                .append(cell(f.title()))
                .append(" |\n");
    }

    private static void gone(StringBuilder text, Outcome outcome) {
        if (outcome.since().isEmpty()) {
            return;
        }
        Since since = outcome.since().get();
        text.append("Compared with ")
                .append(cell(since.baseline()))
                .append(": ")
                .append(since.newKeys().size())
                .append(" new, ")
                .append(since.gone().size())
                .append(" gone.\n\n");
    }

    private static void footer(StringBuilder text, Outcome outcome, int waived) {
        text.append("<sub>Hullmark ")
                .append(cell(outcome.report().scanner().version()))
                .append("; advisories ")
                .append(cell(Words.knowledge(outcome)))
                .append(waived == 0 ? "" : "; " + waived + " waived")
                .append("</sub>\n");
    }

    private static String cell(String text) {
        return cell(text, CELL);
    }

    /** Text that means nothing to Markdown: no markup, link, mention or reference can come out of it. */
    static String cell(String text, int most) {
        String visible = Text.cut(text, most);
        StringBuilder out = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            boolean plain = Character.isLetterOrDigit(c) || c > 0x7e || " ,;()+-/=".indexOf(c) >= 0;
            boolean point = c == '.' && !(i >= 3 && visible.startsWith("www", i - 3));
            boolean colon = c == ':' && !visible.startsWith("//", i + 1);
            if (plain || point || colon) {
                out.append(c);
            } else {
                out.append("&#").append((int) c).append(';');
            }
        }
        return out.toString();
    }
}
