package dev.hullmark.cli;

import dev.hullmark.posture.compliance.Compliance;
import dev.hullmark.posture.compliance.Compliance.Standing;
import dev.hullmark.posture.compliance.Profile;
import dev.hullmark.report.Markup;
import dev.hullmark.report.Outcome;
import dev.hullmark.report.ReportOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a report stands to a profile, for people: each group with its score and the evidence of each rule. */
final class ProfileView {
    /** Things named of one rule, unless everything is asked for. */
    private static final int NAMED = 3;

    private final Profile profile;

    ProfileView(Profile profile) {
        this.profile = profile;
    }

    void table(Outcome outcome, ReportOptions options, OutputStream out) throws IOException {
        Compliance compliance = Compliance.of(profile, outcome.report());
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
            case NOT_ASKED -> "-   ";
        };
    }

    private static String score(Compliance.Group group) {
        List<String> parts = new ArrayList<>();
        long passed = group.count(Standing.PASS) + group.count(Standing.WAIVED);
        parts.add(passed + " of " + (passed + group.count(Standing.FAIL)) + " passed");
        for (Standing other : List.of(Standing.NOT_APPLICABLE, Standing.MANUAL, Standing.UNKNOWN, Standing.NOT_ASKED)) {
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
        Compliance compliance = Compliance.of(profile, outcome.report());
        StringBuilder page = new StringBuilder(4096);
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(Markup.text(profile.title()))
                .append("</title><style>body{font:16px sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
                        + "table{border-collapse:collapse;width:100%}td{padding:.3em .6em;border-top:1px solid #ddd;"
                        + "vertical-align:top}.FAIL{color:#b00020;font-weight:bold}.PASS{color:#1b6e2c}"
                        + "</style></head><body>\n<h1>")
                .append(Markup.text(profile.title()))
                .append("</h1>\n<p>")
                .append(Markup.text(outcome.report().subject().name()))
                .append(": ")
                .append(Markup.text(total(compliance)))
                .append(". Source: ")
                .append(Markup.text(profile.source()))
                .append(".</p>\n");
        for (Compliance.Group group : compliance.groups()) {
            page.append("<h2>")
                    .append(cell(group.standing()))
                    .append(' ')
                    .append(Markup.text(group.title()))
                    .append("</h2>\n<p>")
                    .append(Markup.text(score(group)))
                    .append("</p>\n<table>\n");
            for (Compliance.Line line : group.lines()) {
                page.append("<tr><td>")
                        .append(cell(line.standing()))
                        .append("</td><td>")
                        .append(Markup.text(line.rule()))
                        .append("</td><td>")
                        .append(Markup.text(String.join("; ", line.evidence())))
                        .append("</td></tr>\n");
            }
            page.append("</table>\n");
        }
        page.append("</body></html>\n");
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String cell(Standing standing) {
        String word = word(standing).strip();
        return "<span class=\"" + (word.equals("FAIL") || word.equals("PASS") ? word : "other") + "\">"
                + Markup.text(word) + "</span>";
    }
}
