package dev.hullmark.report;

import dev.hullmark.model.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The report for people: findings by package, the most urgent package first, the summary last, where the eye is when
 * the command ends. What is urgent is shown each; the rest is a line a package, unless there is little or everything was
 * asked for.
 */
final class TableReport implements ReportFormat {
    @Override
    public void write(Outcome outcome, ReportOptions options, OutputStream out) throws IOException {
        int width = Math.clamp(options.width(), Limits.NARROWEST, Limits.WIDEST);
        StringBuilder text = new StringBuilder();
        Style style = new Style(options.colour());
        List<Finding> shown = shown(outcome.report().findings(), options.all());
        List<Finding> ofPackages =
                shown.stream().filter(f -> !FactsBody.shows(f)).toList();
        if (!ofPackages.isEmpty()) {
            Set<String> fresh = outcome.since().map(Since::newKeys).orElse(Set.of());
            new TableBody(text, style, width, ofPackages, options.all(), fresh).write();
        }
        new FactsBody(text, style, width, options.all()).write(shown);
        new Summary(text, style, width, outcome, options.all()).write();
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What is waived is only counted, unless everything is asked for. */
    private static List<Finding> shown(List<Finding> findings, boolean all) {
        if (all) {
            return findings;
        }
        List<Finding> counting = new ArrayList<>(findings.size());
        for (Finding f : findings) {
            if (f.waived().isEmpty()) {
                counting.add(f);
            }
        }
        return counting;
    }
}
