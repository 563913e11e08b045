package dev.hullmark.cli;

import dev.hullmark.report.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Text for people, line by line, in eighty columns; foreign text made visible. */
final class Lines {
    static final int WIDTH = 80;

    private final StringBuilder text = new StringBuilder();

    /** A line as it is, cut to the width. */
    void line(String line) {
        text.append(Text.cut(line.stripTrailing(), WIDTH)).append('\n');
    }

    /** A line that must stay whole, since somebody will copy it. */
    void whole(String line) {
        text.append(Text.visible(line)).append('\n');
    }

    void blank() {
        text.append('\n');
    }

    /** Words wrapped to the width, each line after so many blanks. */
    void wrapped(int indent, String words) {
        labelled(" ".repeat(indent), words);
    }

    /** Words wrapped to the width beside a label, under themselves. */
    void labelled(String label, String words) {
        String rest = Text.visible(words);
        String margin = label;
        int indent = label.length();
        int room = WIDTH - indent;
        while (Text.columns(rest) > room) {
            int cut = rest.lastIndexOf(' ', Math.min(room, rest.length() - 1));
            cut = cut <= 0 ? Math.min(room, rest.length()) : cut;
            text.append(margin).append(rest, 0, cut).append('\n');
            margin = " ".repeat(indent);
            rest = rest.substring(cut).stripLeading();
        }
        text.append(margin).append(rest).append('\n');
    }

    /** Columns: filled or cut to their widths, the last as it is. */
    static String columns(int[] widths, String... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            if (i == cells.length - 1) {
                line.append(Text.visible(cells[i]));
            } else {
                String cut = Text.cut(cells[i], widths[i]);
                line.append(cut).append(" ".repeat(Math.max(0, widths[i] - Text.columns(cut)) + 2));
            }
        }
        return line.toString();
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
