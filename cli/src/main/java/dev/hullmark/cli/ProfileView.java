package dev.hullmark.cli;

import dev.hullmark.posture.compliance.Compliance;
import dev.hullmark.posture.compliance.Compliance.Standing;
import dev.hullmark.posture.compliance.Profile;
import dev.hullmark.report.HtmlPage;
import dev.hullmark.report.Markup;
import dev.hullmark.report.Outcome;
import dev.hullmark.report.ReportOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How a report stands to a profile, for people: each group with its score and the evidence of each rule. */
final class ProfileView {
    /** Things named of one rule, unless everything is asked for. */
    private static final int NAMED = 3;

    private final Profile profile;
    private final Set<String> leftOut;

    /** @param leftOut rules that the check was told to leave out */
    ProfileView(Profile profile, Set<String> leftOut) {
        this.profile = profile;
        this.leftOut = leftOut;
    }

    void table(Outcome outcome, ReportOptions options, OutputStream out) throws IOException {
        Compliance compliance = Compliance.of(profile, outcome.report(), leftOut);
        Lines lines = new Lines();
        lines.wrapped(0, profile.title() + " (" + profile.source() + ")");
        lines.line(outcome.report().subject().name());
        for (Compliance.Group group : compliance.groups()) {
            lines.blank();
            lines.labelled(word(group.standing()) + "  ", group.title() + ": " + score(group));
            for (Compliance.Line line : group.lines()) {
                lines.labelled(
                        "      " + word(line.standing()) + "  ",
                        line.rule() + (line.evidence().isEmpty() ? "" : ": " + evidence(line, options.all())));
            }
        }
        lines.blank();
        lines.line(total(compliance));
        lines.writeTo(out);
    }

    private static String evidence(Compliance.Line line, boolean all) {
        List<String> evidence = line.evidence();
        int shown = all ? evidence.size() : Math.min(evidence.size(), NAMED);
        return String.join("; ", evidence.subList(0, shown))
                + (shown < evidence.size() ? "; and " + (evidence.size() - shown) + " more (--all)" : "");
    }

    /** Of four letters each, so that they stand in a column. */
    private static String word(Standing standing) {
        return switch (standing) {
            case PASS -> "PASS";
            case FAIL -> "FAIL";
            case WAIVED -> "WAIV";
            case NOT_APPLICABLE -> "N/A ";
            case MANUAL -> "NOTE";
            case UNKNOWN -> "????";
            case NOT_ASKED, LEFT_OUT -> "-   ";
        };
    }

    private static String score(Compliance.Group group) {
        List<String> parts = new ArrayList<>();
        long passed = group.count(Standing.PASS) + group.count(Standing.WAIVED);
        parts.add(passed + " of " + (passed + group.count(Standing.FAIL)) + " passed");
        for (Standing other : List.of(
                Standing.NOT_APPLICABLE, Standing.MANUAL, Standing.UNKNOWN, Standing.NOT_ASKED, Standing.LEFT_OUT)) {
            if (group.count(other) > 0) {
                parts.add(group.count(other) + " " + name(other));
            }
        }
        return String.join(", ", parts);
    }

    private static String name(Standing standing) {
        return switch (standing) {
            case UNKNOWN -> "not seen";
            case NOT_ASKED -> "of another check";
            case MANUAL -> "for a person";
            default -> standing.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static String total(Compliance compliance) {
        long passed = compliance.groups().stream()
                .filter(g -> g.standing() == Standing.PASS)
                .count();
        long failed = compliance.groups().stream()
                .filter(g -> g.standing() == Standing.FAIL)
                .count();
        return passed + " of " + compliance.groups().size() + " groups pass, " + failed + " fail";
    }

    void html(Outcome outcome, ReportOptions options, OutputStream out) throws IOException {
        Compliance compliance = Compliance.of(profile, outcome.report(), leftOut);
        HtmlPage whole = HtmlPage.open(profile.title());
        StringBuilder page = whole.text();
        page.append("<header>\n<p class=\"brand\">Hullmark</p>\n<h1>")
                .append(Markup.text(profile.title()))
                .append("</h1>\n<p>")
                .append(Markup.text(outcome.report().subject().name()))
                .append(": ")
                .append(Markup.text(total(compliance)))
                .append(". Source: ")
                .append(Markup.text(profile.source()))
                .append(".</p>\n</header>\n<main>\n");
        for (Compliance.Group group : compliance.groups()) {
            page.append("<section class=\"panel\">\n<h2>")
                    .append(cell(group.standing()))
                    .append(' ')
                    .append(Markup.text(group.title()))
                    .append(" <small>")
                    .append(Markup.text(score(group)))
                    .append("</small></h2>\n<table class=\"rules\">\n");
            for (Compliance.Line line : group.lines()) {
                page.append("<tr><td>")
                        .append(cell(line.standing()))
                        .append("</td><th scope=\"row\">")
                        .append(Markup.text(line.rule()))
                        .append("</th><td>")
                        .append(Markup.text(String.join("; ", line.evidence())))
                        .append("</td></tr>\n");
            }
            page.append("</table>\n</section>\n");
        }
        page.append("</main>\n");
        out.write(whole.close());
    }

    private static String cell(Standing standing) {
        String word = word(standing).strip();
        return "<span class=\"word " + (word.equals("FAIL") || word.equals("PASS") ? word : "other") + "\">"
                + Markup.text(word) + "</span>";
    }
}
