package dev.hullmark.report;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bars, drawn as SVG, each chart with a table that says the same. */
final class HtmlCharts {
    private static final int LABEL = 150;
    private static final int ROOM = 330;
    private static final int NUMBER = 60;
    private static final int ROW = 30;
    private static final int BAR = 18;
    private static final int LONGEST_LABEL = 22;

    private HtmlCharts() {}

    /** @param look the class that colours it */
    private record Bar(String label, String look, int fixable, int unfixable) {
        int total() {
            return fixable + unfixable;
        }

        Bar plus(Finding f) {
            return f.fixedIn().isEmpty()
                    ? new Bar(label, look, fixable, unfixable + 1)
                    : new Bar(label, look, fixable + 1, unfixable);
        }
    }

    static void write(StringBuilder page, List<Finding> findings, boolean packages) {
        if (findings.isEmpty()) {
            return;
        }
        page.append("<section class=\"charts\" aria-label=\"Charts\">\n");
        chart(page, "By severity", "severity", bySeverity(findings), packages);
        chart(page, "Most findings", packages ? "package" : "of", byPackage(findings), packages);
        page.append("</section>\n");
    }

    private static List<Bar> bySeverity(List<Finding> findings) {
        Map<Severity, Bar> bars = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            String label = severity == Severity.UNKNOWN ? "unrated" : severity.text();
            bars.put(severity, new Bar(label, severity.text(), 0, 0));
        }
        for (Finding f : findings) {
            bars.computeIfPresent(f.severity(), (severity, bar) -> bar.plus(f));
        }
        return new ArrayList<>(bars.values());
    }

    private static List<Bar> byPackage(List<Finding> findings) {
        Map<String, Bar> bars = new LinkedHashMap<>();
        for (Finding f : findings) {
            String label = f.pkg()
                    .map(Finding.PackageRef::name)
                    .or(() -> f.subject().map(Subject::name))
                    .orElse(f.kind().text());
            bars.put(
                    label,
                    bars.getOrDefault(label, new Bar(label, "plain", 0, 0)).plus(f));
        }
        List<Bar> sorted = new ArrayList<>(bars.values());
        sorted.sort(Comparator.comparingInt(Bar::total).reversed().thenComparing(Bar::label));
        return sorted.subList(0, Math.min(sorted.size(), Limits.BARS));
    }

    private static void chart(StringBuilder page, String title, String what, List<Bar> bars, boolean fixes) {
        page.append("<figure class=\"panel\">\n<figcaption><h2>").append(title).append("</h2></figcaption>\n");
        svg(page, title, bars, fixes);
        if (fixes) {
            page.append("<p class=\"legend\"><span class=\"key solid\"></span> with a fix ")
                    .append("<span class=\"key pale\"></span> without</p>\n");
        }
        page.append("<details><summary>As a table</summary>\n<table class=\"twin\">\n<thead><tr><th scope=\"col\">")
                .append(what)
                .append("</th><th scope=\"col\">findings</th>")
                .append(fixes ? "<th scope=\"col\">with a fix</th>" : "")
                .append("</tr></thead>\n<tbody>\n");
        for (Bar bar : bars) {
            page.append("<tr><th scope=\"row\">")
                    .append(Markup.text(bar.label(), Limits.CELL))
                    .append("</th><td>")
                    .append(bar.total())
                    .append(fixes ? "</td><td>" + bar.fixable() : "")
                    .append("</td></tr>\n");
        }
        page.append("</tbody>\n</table>\n</details>\n</figure>\n");
    }

    private static void svg(StringBuilder page, String title, List<Bar> bars, boolean fixes) {
        int most = 1;
        for (Bar bar : bars) {
            most = Math.max(most, bar.total());
        }
        int height = ROW * bars.size();
        page.append("<svg role=\"img\" aria-label=\"")
                .append(title)
                .append(", a bar each; the table below says the same\" viewBox=\"0 0 ")
                .append(LABEL + ROOM + NUMBER)
                .append(' ')
                .append(height)
                .append("\">\n");
        int y = 0;
        for (Bar bar : bars) {
            int fixable = width(bar.fixable(), most);
            int unfixable = width(bar.unfixable(), most);
            int top = y + (ROW - BAR) / 2;
            page.append("<text class=\"label\" x=\"")
                    .append(LABEL - 10)
                    .append("\" y=\"")
                    .append(y + ROW / 2 + 5)
                    .append("\" text-anchor=\"end\">")
                    .append(Markup.text(Text.cutStart(bar.label(), LONGEST_LABEL)))
                    .append("</text>\n");
            rect(page, LABEL, top, fixable, "bar " + bar.look());
            rect(page, LABEL + fixable, top, unfixable, (fixes ? "bar pale " : "bar ") + bar.look());
            page.append("<text class=\"number\" x=\"")
                    .append(LABEL + fixable + unfixable + 8)
                    .append("\" y=\"")
                    .append(y + ROW / 2 + 5)
                    .append("\">")
                    .append(bar.total())
                    .append("</text>\n");
            y += ROW;
        }
        page.append("</svg>\n");
    }

    /** What is there is seen, however little it is beside the most. */
    private static int width(int number, int most) {
        return number == 0 ? 0 : Math.max(3, (int) ((long) number * ROOM / most));
    }

    private static void rect(StringBuilder page, int x, int y, int width, String look) {
        if (width > 0) {
            page.append("<rect class=\"")
                    .append(look)
                    .append("\" x=\"")
                    .append(x)
                    .append("\" y=\"")
                    .append(y)
                    .append("\" width=\"")
                    .append(width)
                    .append("\" height=\"")
                    .append(BAR)
                    .append("\"/>\n");
        }
    }
}
