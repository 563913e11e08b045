package dev.hullmark.report;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        if (!shown.isEmpty()) {
            new Body(text, style, width, shown, options.all()).write();
        }
        new Summary(text, style, width, outcome, options.all()).write();
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

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

    /** The findings. */
    private static final class Body {
        private static final String INDENT = "  ";
        private static final int LONGEST_ID = 20;
        private static final int LONGEST_FIX = 24;
        private static final int SHORTEST_TITLE = 12;

        private final StringBuilder text;
        private final Style style;
        private final int width;
        private final boolean all;
        private final List<Block> blocks;
        private final boolean each;
        private final Columns columns;

        Body(StringBuilder text, Style style, int width, List<Finding> findings, boolean all) {
            this.text = text;
            this.style = style;
            this.width = width;
            this.all = all;
            this.blocks = Block.of(findings);
            this.each = all || findings.size() <= Limits.EACH_SHOWN;
            this.columns = columns(findings);
        }

        /** Widths of the columns; 0 for one that would be empty. */
        private record Columns(int severity, int id, int kev, int epss, int fix) {}

        private Columns columns(List<Finding> findings) {
            int severity = "SEVERITY".length();
            int id = "ID".length();
            int kev = 0;
            int epss = 0;
            int fix = "FIXED IN".length();
            for (Finding f : findings) {
                if (each || Block.urgent(f)) {
                    severity = Math.max(severity, word(f).length());
                    id = Math.max(id, Math.min(LONGEST_ID, Text.columns(Text.visible(f.id()))));
                    kev = Block.exploited(f) ? 3 : kev;
                    epss = epss(f).isEmpty() ? epss : 4;
                    fix = Math.max(fix, Math.min(LONGEST_FIX, fixedIn(f).length()));
                }
            }
            return new Columns(severity, id, kev, epss, fix);
        }

        void write() {
            boolean headed = false;
            int hidden = 0;
            int lines = 0;
            for (Block block : blocks) {
                if (each || Block.urgent(block.mostUrgent())) {
                    if (!headed) {
                        heading();
                        headed = true;
                    }
                    hidden += detailed(block);
                } else {
                    if (lines == 0) {
                        text.append(style.bold("LESS URGENT")).append('\n');
                    }
                    hidden += block.findings().size();
                    if (lines++ < Limits.LESS_URGENT_PACKAGES) {
                        counted(block);
                    }
                }
            }
            if (lines > Limits.LESS_URGENT_PACKAGES) {
                text.append(INDENT)
                        .append("and ")
                        .append(Counts.of(lines - Limits.LESS_URGENT_PACKAGES, "more package"))
                        .append('\n');
            }
            if (hidden > 0) {
                text.append('\n')
                        .append(Counts.of(hidden, "finding"))
                        .append(" not listed: --all lists each, and so does --format json\n");
            }
            text.append('\n');
        }

        private void heading() {
            StringBuilder line = new StringBuilder(INDENT);
            line.append(Text.fill("SEVERITY", columns.severity())).append(INDENT);
            line.append(Text.fill("ID", columns.id())).append(INDENT);
            if (columns.kev() > 0) {
                line.append("KEV ");
            }
            if (columns.epss() > 0) {
                line.append("EPSS").append(INDENT);
            }
            line.append(Text.fill("FIXED IN", columns.fix()));
            if (width - line.length() - INDENT.length() >= SHORTEST_TITLE) {
                line.append(INDENT).append("WHAT");
            }
            text.append(style.faint(line.toString().stripTrailing())).append('\n');
        }

        /** Returns how many findings it left out. */
        private int detailed(Block block) {
            title(block);
            int left = 0;
            int shown = 0;
            List<Finding> rest = new ArrayList<>();
            for (Finding f : block.findings()) {
                boolean room = all || shown < Limits.SHOWN_OF_PACKAGE;
                if (room && (each || Block.urgent(f))) {
                    line(f);
                    shown++;
                } else {
                    rest.add(f);
                    left++;
                }
            }
            if (left > 0) {
                text.append(INDENT)
                        .append("and ")
                        .append(Counts.bySeverity(rest))
                        .append('\n');
            }
            text.append('\n');
            return left;
        }

        private void title(Block block) {
            String kind = block.type().isEmpty() ? "" : INDENT + block.type();
            String version = block.version().isEmpty() ? "" : " " + Text.cut(block.version(), width / 2);
            String names = names(block, width - Text.columns(version) - kind.length());
            text.append(style.bold(names + version)).append(style.faint(kind));
            if (!block.place().isEmpty()) {
                String more = block.morePlaces() == 0 ? "" : " +" + block.morePlaces();
                int used = Text.columns(names) + Text.columns(version) + kind.length() + INDENT.length();
                int room = width - used - more.length();
                if (room >= 20) {
                    text.append(INDENT)
                            .append(style.faint(Text.cutStart(block.place(), room)))
                            .append(more);
                } else {
                    text.append('\n')
                            .append(INDENT)
                            .append(style.faint(Text.cutStart(block.place(), width - INDENT.length() - more.length())))
                            .append(more);
                }
            }
            text.append('\n');
        }

        private static String names(Block block, int room) {
            StringBuilder names = new StringBuilder(Text.cut(block.names().getFirst(), room));
            int shown = 1;
            for (String name : block.names().subList(1, block.names().size())) {
                String next = ", " + Text.visible(name);
                int left = block.names().size() - shown;
                int needed = left > 1 ? (" +" + left).length() : 0;
                if (next.length() + names.length() + needed > room) {
                    return names + " +" + left;
                }
                names.append(next);
                shown++;
            }
            return names.toString();
        }

        private void line(Finding f) {
            text.append(INDENT)
                    .append(style.severity(f.severity(), Text.fill(word(f), columns.severity())))
                    .append(INDENT);
            text.append(Text.fill(f.id(), columns.id())).append(INDENT);
            int used = 2 * INDENT.length() + columns.severity() + columns.id() + INDENT.length();
            if (columns.kev() > 0) {
                text.append(Block.exploited(f) ? style.alarm("KEV") : "   ").append(' ');
                used += 4;
            }
            if (columns.epss() > 0) {
                text.append(" ".repeat(columns.epss() - epss(f).length()))
                        .append(epss(f))
                        .append(INDENT);
                used += columns.epss() + INDENT.length();
            }
            StringBuilder end = new StringBuilder(Text.fill(fixedIn(f), columns.fix()));
            int room = width - used - columns.fix() - INDENT.length();
            if (room >= SHORTEST_TITLE) {
                String waived = f.waived().isPresent() ? "(waived) " : "";
                end.append(INDENT).append(Text.cut(waived + f.title(), room));
            } else if (f.waived().isPresent()) {
                end.append(" waived");
            }
            text.append(end.toString().stripTrailing()).append('\n');
        }

        private void counted(Block block) {
            int room = Math.min(width / 2, 48);
            String version = " " + Text.cut(block.version(), room / 2);
            String name = Text.cut(names(block, room - Text.columns(version)) + version, room);
            text.append(INDENT)
                    .append(name)
                    .append(" ".repeat(Math.max(0, room - Text.columns(name))))
                    .append(INDENT)
                    .append(Counts.bySeverity(block.findings()));
            int fixes = Counts.fixable(block.findings());
            if (fixes > 0) {
                text.append(", ").append(fixes).append(" with a fix");
            }
            text.append('\n');
        }

        private static String word(Finding f) {
            return f.kind() == Finding.Kind.MALWARE
                    ? "MALWARE"
                    : f.severity() == Severity.UNKNOWN
                            ? "UNRATED"
                            : f.severity().text().toUpperCase(Locale.ROOT);
        }

        private static String epss(Finding f) {
            return f.advisory()
                    .flatMap(Finding.AdvisoryRef::epss)
                    .map(e -> e.score() < 0.01 ? "<1%" : Math.round(Math.min(1, e.score()) * 100) + "%")
                    .orElse("");
        }

        private static String fixedIn(Finding f) {
            if (f.kind() == Finding.Kind.MALWARE) {
                return "remove it";
            }
            return f.fixedIn().isEmpty() ? "no fix" : Text.visible(String.join(", ", f.fixedIn()));
        }
    }
}
