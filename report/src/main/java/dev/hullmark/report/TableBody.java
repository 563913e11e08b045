package dev.hullmark.report;

import dev.hullmark.model.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The findings of the table, by package. */
final class TableBody {
    private static final String INDENT = "  ";

    /** A place that would be cut shorter than this gets a line of its own. */
    private static final int SHORTEST_PLACE = 20;

    private final StringBuilder text;
    private final Style style;
    private final int width;
    private final boolean all;

    /** Whether each finding is shown, not only the urgent ones. */
    private final boolean each;

    private final List<Block> blocks;
    private final Row row;
    private final Set<String> fresh;
    private int hidden;

    /** @param fresh keys of findings that a baseline does not have: they are shown each, as urgent ones are */
    TableBody(StringBuilder text, Style style, int width, List<Finding> findings, boolean all, Set<String> fresh) {
        this.text = text;
        this.style = style;
        this.width = width;
        this.all = all;
        this.each = all || findings.size() <= Limits.EACH_SHOWN;
        this.fresh = fresh;
        this.blocks = Block.of(findings);
        List<Finding> rows = new ArrayList<>();
        for (Finding f : findings) {
            if (wanted(f)) {
                rows.add(f);
            }
        }
        this.row = Row.of(rows, style, width, fresh);
    }

    private boolean wanted(Finding f) {
        return each || Block.urgent(f) || fresh.contains(f.key());
    }

    void write() {
        List<Block> rest = new ArrayList<>();
        boolean headed = false;
        for (Block block : blocks) {
            if (block.findings().stream().anyMatch(this::wanted)) {
                if (!headed) {
                    text.append(row.heading()).append('\n');
                    headed = true;
                }
                detailed(block);
            } else {
                rest.add(block);
            }
        }
        if (!rest.isEmpty()) {
            lessUrgent(rest);
        }
        if (hidden > 0) {
            text.append(Counts.of(hidden, "finding"))
                    .append(" not listed here: --all lists each, and so does --format json\n\n");
        }
    }

    private void detailed(Block block) {
        title(block);
        List<Finding> rest = new ArrayList<>();
        int shown = 0;
        for (Finding f : block.findings()) {
            if ((all || shown < Limits.SHOWN_OF_PACKAGE) && wanted(f)) {
                text.append(row.line(f)).append('\n');
                shown++;
            } else {
                rest.add(f);
            }
        }
        if (!rest.isEmpty()) {
            text.append(INDENT).append("and ").append(Counts.bySeverity(rest)).append(" more\n");
            hidden += rest.size() * block.names().size();
        }
        text.append('\n');
    }

    private void title(Block block) {
        String type = block.type().isEmpty() ? "" : INDENT + block.type();
        String version = block.version().isEmpty() ? "" : " " + Text.cut(block.version(), width / 2);
        String names = names(block, width - Text.columns(version) - type.length());
        text.append(style.bold(names + version)).append(style.faint(type));
        if (!block.place().isEmpty()) {
            String more = block.morePlaces() == 0 ? "" : " +" + block.morePlaces();
            int room = width - Text.columns(names) - Text.columns(version) - type.length() - INDENT.length();
            room -= more.length();
            if (room < SHORTEST_PLACE) {
                text.append('\n');
                room = width - INDENT.length() - more.length();
            }
            text.append(INDENT)
                    .append(style.faint(Text.cutStart(block.place(), room)))
                    .append(more);
        }
        text.append('\n');
    }

    /** As many names as there is room for, and how many there are besides. */
    private static String names(Block block, int room) {
        StringBuilder names = new StringBuilder(brief(block, 0, room));
        for (int shown = 1; shown < block.names().size(); shown++) {
            int left = block.names().size() - shown;
            String next = ", " + brief(block, shown, room);
            int needed = left > 1 ? (" +" + left).length() : 0;
            if (Text.columns(names + next) + needed > room) {
                return names + " +" + left;
            }
            names.append(next);
        }
        return names.toString();
    }

    /** Of a Maven name the end tells more than the group before it. */
    private static String brief(Block block, int number, int room) {
        String name = block.names().get(number);
        return block.type().equals("maven") ? Text.cutStart(name, room) : Text.cut(name, room);
    }

    private void lessUrgent(List<Block> rest) {
        text.append(style.bold("LESS URGENT")).append('\n');
        int shown = 0;
        for (Block block : rest) {
            hidden += block.findings().size() * block.names().size();
            if (shown++ < Limits.LESS_URGENT_PACKAGES) {
                counted(block);
            }
        }
        if (shown > Limits.LESS_URGENT_PACKAGES) {
            text.append(INDENT)
                    .append("and ")
                    .append(Counts.of(shown - Limits.LESS_URGENT_PACKAGES, "more package"))
                    .append('\n');
        }
        text.append('\n');
    }

    private void counted(Block block) {
        int room = Math.min(width / 2, 48);
        String version = " " + Text.cut(block.version(), room / 2);
        text.append(INDENT)
                .append(Text.fill(names(block, room - Text.columns(version)) + version, room))
                .append(INDENT)
                .append(Counts.bySeverity(block.findings()));
        int fixes = Counts.fixable(block.findings());
        if (fixes > 0) {
            int of = block.findings().size();
            text.append(fixes < of ? ", " + fixes + " with a fix" : of == 1 ? ", with a fix" : ", all with a fix");
        }
        text.append('\n');
    }
}
