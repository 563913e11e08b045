package dev.hullmark.report;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.AdvisoryRef;
import dev.hullmark.model.Finding.Kind;
import java.util.List;
import java.util.Locale;

/** The findings of the page: one row each, with what proves it folded in. */
final class HtmlTable {
    private static final List<String> WITH_PACKAGES =
            List.of("Severity", "ID", "Package", "Installed", "Fixed in", "CVSS", "EPSS", "What");
    private static final List<String> WITHOUT = List.of("Severity", "ID", "Kind", "What", "To do");

    private HtmlTable() {}

    /** @param packages whether any row may be about a package */
    static void write(StringBuilder page, Outcome outcome, boolean packages) {
        List<Finding> findings = outcome.report().findings();
        page.append("<section class=\"panel\" id=\"findings\" aria-label=\"Findings\">\n<h2>Findings</h2>\n");
        if (findings.isEmpty()) {
            page.append("<p>")
                    .append(Gaps.any(outcome.report().coverage()) ? "None in what could be judged." : "None.")
                    .append("</p>\n</section>\n");
            return;
        }
        controls(page, packages);
        page.append(
                        "<div class=\"scroll\" role=\"region\" aria-label=\"Findings\" tabindex=\"0\">\n<table id=\"rows\">\n")
                .append("<thead><tr>");
        for (String head : packages ? WITH_PACKAGES : WITHOUT) {
            page.append("<th scope=\"col\">").append(head).append("</th>");
        }
        page.append("</tr></thead>\n<tbody>\n");
        int shown = 0;
        for (Finding f : findings) {
            if (shown++ < Limits.PAGE_ROWS) {
                row(page, outcome, f, packages);
            }
        }
        page.append("</tbody>\n</table>\n</div>\n");
        if (shown > Limits.PAGE_ROWS) {
            page.append("<p class=\"more\">The ")
                    .append(shown - Limits.PAGE_ROWS)
                    .append(" least urgent findings are not in this page; the JSON report has them all.</p>\n");
        }
        page.append("</section>\n");
    }

    /** Hidden until the script runs: without it they would do nothing. */
    private static void controls(StringBuilder page, boolean packages) {
        page.append("""
                <div class="controls" id="controls" hidden>
                <label>Search <input type="search" id="search" placeholder="id, package, words" autocomplete="off"></label>
                <label>At least <select id="least">
                <option value="9">any severity</option>
                <option value="0">critical</option>
                <option value="1">high</option>
                <option value="2">medium</option>
                <option value="3">low</option>
                </select></label>
                <label%s><input type="checkbox" id="fixable"> with a fix</label>
                <label%s><input type="checkbox" id="exploited"> exploited (KEV)</label>
                <label><input type="checkbox" id="unwaived"> hide waived</label>
                <output id="count" aria-live="polite"></output>
                </div>
                """.formatted(packages ? "" : " hidden", packages ? "" : " hidden"));
    }

    @SuppressWarnings("EnumOrdinal") // The order of declaration is the order of reports.
    private static void row(StringBuilder page, Outcome outcome, Finding f, boolean packages) {
        String name = f.pkg().map(Finding.PackageRef::name).orElse(f.kind().text());
        double cvss =
                f.advisory().flatMap(AdvisoryRef::cvss).map(Finding.Cvss::score).orElse(-1.0);
        double epss =
                f.advisory().flatMap(AdvisoryRef::epss).map(Finding.Epss::score).orElse(-1.0);
        boolean fixable = !f.fixedIn().isEmpty() || f.kind() == Kind.MALWARE;
        page.append("<tr class=\"finding")
                .append(f.waived().isPresent() ? " waived" : "")
                .append("\" data-s=\"")
                .append(f.severity().ordinal())
                .append("\" data-f=\"")
                .append(fixable ? 1 : 0)
                .append("\" data-k=\"")
                .append(Block.exploited(f) ? 1 : 0)
                .append("\">\n<td data-v=\"")
                .append(f.severity().ordinal())
                .append("\"><span class=\"badge ")
                .append(f.severity().text())
                .append("\">")
                .append(
                        f.severity().text().equals("unknown")
                                ? "unrated"
                                : f.severity().text())
                .append("</span>");
        mark(page, f.kind() == Kind.MALWARE, "malware");
        mark(page, Block.exploited(f), "KEV");
        mark(page, outcome.isNew(f.key()), "new");
        mark(page, f.waived().isPresent(), "waived");
        page.append("</td>\n<td>").append(id(f)).append("</td>\n");
        cell(page, name);
        if (packages) {
            cell(page, f.pkg().map(Finding.PackageRef::version).orElse(""));
            cell(page, f.pkg().isPresent() ? Words.fix(f) : "");
            number(page, cvss, cvss < 0 ? "" : String.format(Locale.ROOT, "%.1f", cvss));
            number(page, epss, epss < 0 ? "" : String.format(Locale.ROOT, "%.1f%%", epss * 100));
        }
        page.append("<td class=\"what\">");
        why(page, f);
        page.append("</td>\n");
        if (!packages) {
            cell(page, f.remediation());
        }
        page.append("</tr>\n");
    }

    private static void mark(StringBuilder page, boolean marked, String word) {
        if (marked) {
            page.append(" <span class=\"mark\">").append(word).append("</span>");
        }
    }

    private static String id(Finding f) {
        String link = Links.of(f.id());
        String text = Markup.text(f.id(), Limits.CELL);
        return link.isEmpty() ? text : "<a href=\"" + link + "\" rel=\"noopener noreferrer\">" + text + "</a>";
    }

    private static void cell(StringBuilder page, String text) {
        page.append("<td>").append(Markup.text(text, Limits.CELL)).append("</td>\n");
    }

    private static void number(StringBuilder page, double value, String text) {
        page.append("<td class=\"number\" data-v=\"")
                .append(value)
                .append("\">")
                .append(text)
                .append("</td>\n");
    }

    private static void why(StringBuilder page, Finding f) {
        page.append("<details><summary>")
                .append(Markup.text(Words.title(f), Limits.CELL))
                .append("</summary>\n<dl>\n");
        line(page, "To do", f.remediation());
        f.pkg().ifPresent(p -> line(page, "Package", p.purl()));
        int named = 0;
        for (Evidence evidence : f.evidence()) {
            if (named++ == Limits.PLACES) {
                line(page, "And", (f.evidence().size() - Limits.PLACES) + " more places");
                break;
            }
            String layer = evidence.layerIndex() < 0 ? "" : ", layer " + evidence.layerIndex();
            String step = evidence.createdBy().isEmpty() ? "" : ", made by " + evidence.createdBy();
            line(page, "Found in", evidence.path() + layer + step);
        }
        f.advisory().ifPresent(a -> advisory(page, a));
        f.waived()
                .ifPresent(w -> line(
                        page,
                        "Waived",
                        w.reason() + " (" + w.author() + (w.expires().isEmpty() ? "" : ", until " + w.expires())
                                + ")"));
        page.append("<div><dt>Why</dt><dd><code>hullmark why ")
                .append(Markup.text(f.id(), Limits.CELL))
                .append(" TARGET</code></dd></div>\n</dl>\n</details>");
    }

    private static void advisory(StringBuilder page, AdvisoryRef a) {
        String aliases = a.aliases().isEmpty() ? "" : ", also " + String.join(", ", a.aliases());
        line(page, "Advisory", a.source() + aliases);
        a.published().ifPresent(p -> line(page, "Published", p.toString()));
        a.cvss().ifPresent(c -> line(page, "CVSS " + c.version(), c.score() + " " + c.vector()));
        a.epss()
                .ifPresent(e -> line(
                        page,
                        "EPSS",
                        String.format(
                                Locale.ROOT,
                                "%.2f%% within 30 days, above %.0f%% of all",
                                e.score() * 100,
                                e.percentile() * 100)));
        if (a.kev()) {
            line(page, "Exploited", "listed by CISA as known to be exploited (KEV)");
        }
    }

    private static void line(StringBuilder page, String name, String value) {
        if (!value.isEmpty()) {
            page.append("<div><dt>")
                    .append(Markup.text(name, Limits.CELL))
                    .append("</dt><dd>")
                    .append(Markup.text(value, Limits.CELL))
                    .append("</dd></div>\n");
        }
    }
}
