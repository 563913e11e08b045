package dev.hullmark.cli;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.container.ContainerReader;
import dev.hullmark.report.Outcome;
import dev.hullmark.report.ReportOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A look at running containers for people: one after the other, the most urgent things first. */
final class ContainerView {
    /** The longest rule's name and two blanks. */
    private static final int IDS = 26;

    private final ContainerReader.Look look;

    ContainerView(ContainerReader.Look look) {
        this.look = look;
    }

    void table(Outcome outcome, ReportOptions options, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        Page page = new Page(text, options, IDS);
        Subject engine = outcome.report().subject();
        page.line("HOST", engine.name());
        page.line("ENGINE", engine.source());
        List<Finding> open = outcome.report().findings().stream()
                .filter(f -> f.waived().isEmpty())
                .toList();
        for (ContainerReader.Seen seen : look.seen()) {
            String name = seen.container().name();
            List<Finding> own = open.stream()
                    .filter(f -> f.subject().map(Subject::name).orElse("").equals(name))
                    .toList();
            page.heading(name, seen.container().image() + ", " + counted(own));
            for (Finding f : own) {
                boolean low = f.severity().compareTo(Severity.MEDIUM) > 0;
                if (options.all() || !low) {
                    page.check(word(f.severity()), f.id(), said(f, name));
                }
            }
            String lows = String.join(
                    ", ",
                    own.stream()
                            .filter(f -> f.severity().compareTo(Severity.MEDIUM) > 0)
                            .map(Finding::id)
                            .distinct()
                            .toList());
            if (!options.all() && !lows.isEmpty()) {
                page.check("LOW", "", lows);
            }
        }
        summary(page, outcome, options.all(), open);
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "CRIT";
            case HIGH -> "HIGH";
            case MEDIUM -> "MED";
            case LOW, NEGLIGIBLE -> "LOW";
            case UNKNOWN -> "?";
        };
    }

    /** A title names the container, which the heading has done. */
    private static String said(Finding f, String name) {
        String named = ": " + name;
        if (f.title().endsWith(named)) {
            return f.title().substring(0, f.title().length() - named.length());
        }
        int at = f.title().indexOf(named + ", ");
        return at < 0
                ? f.title()
                : f.title().substring(0, at) + ": " + f.title().substring(at + named.length() + 2);
    }

    private static String counted(List<Finding> findings) {
        return findings.isEmpty() ? "nothing found" : findings.size() + " found";
    }

    private void summary(Page page, Outcome outcome, boolean all, List<Finding> open) {
        page.heading("", "");
        page.line("LOOKED AT", look.seen().size() + (look.seen().size() == 1 ? " container" : " containers"));
        int waived = outcome.report().findings().size() - open.size();
        page.line(
                "FOUND",
                open.size()
                        + (waived > 0 ? ", and " + waived + " waived" : "")
                        + (all ? "" : "; --all shows the low ones, too"));
        boolean first = true;
        for (Coverage c : outcome.report().coverage()) {
            if (c.status() == Coverage.Status.PARTIAL || c.status() == Coverage.Status.NONE) {
                page.line(first ? "NOT SEEN" : "", c.what() + ": " + c.reason());
                first = false;
            }
        }
        outcome.gate().ifPresent(page::gate);
    }
}
