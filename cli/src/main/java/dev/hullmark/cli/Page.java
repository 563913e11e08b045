package dev.hullmark.cli;

import dev.hullmark.report.GateResult;
import dev.hullmark.report.ReportOptions;
import dev.hullmark.report.Text;

/**
 * Text for people: lines in the terminal's width; colour says nothing that the words do not.
 *
 * @param ids columns that ids of checks take, with the blanks behind them
 */
record Page(StringBuilder text, ReportOptions options, int ids) {
    private static final int LABEL = 10;
    private static final int WORD = 8;

    void line(String label, String words) {
        wrapped(label + " ".repeat(LABEL - label.length()), words, "");
    }

    void heading(String title, String aside) {
        text.append('\n');
        if (!title.isEmpty()) {
            text.append(paint("1", Text.visible(title)))
                    .append("  ")
                    .append(paint("2", Text.visible(aside)))
                    .append('\n');
        }
    }

    void check(String word, String id, String title) {
        String colour =
                switch (word) {
                    case "WARN", "CRIT", "HIGH" -> "31";
                    case "PASS" -> "32";
                    case "NOTE", "MED" -> "33";
                    default -> "34";
                };
        String column = id.isEmpty() ? "" : id + " ".repeat(ids - id.length());
        String start = "  " + word + " ".repeat(WORD - 2 - word.length()) + column;
        int from = text.length();
        wrapped(start, title, "");
        text.replace(from + 2, from + 2 + word.length(), paint(colour, word));
    }

    private int margin() {
        return WORD + ids;
    }

    void detail(String words) {
        if (!words.isEmpty()) {
            wrapped(" ".repeat(margin()), words, "2");
        }
    }

    void todo(String words) {
        wrapped(" ".repeat(margin()), "→ " + words, "");
    }

    private void wrapped(String label, String words, String colour) {
        String rest = Text.visible(words);
        String margin = label;
        int room = Math.max(20, options.width() - label.length());
        while (Text.columns(rest) > room) {
            int cut = rest.lastIndexOf(' ', Math.min(room, rest.length() - 1));
            int end = cut > 0 ? cut : Math.min(room, rest.length());
            text.append(margin).append(paint(colour, rest.substring(0, end))).append('\n');
            rest = rest.substring(end).stripLeading();
            margin = " ".repeat(label.length());
        }
        text.append(margin).append(paint(colour, rest)).append('\n');
    }

    private String paint(String code, String words) {
        return options.colour() && !code.isEmpty() && !words.isBlank()
                ? "\u001b[" + code + "m" + words + "\u001b[0m"
                : words;
    }

    void gate(GateResult gate) {
        String verdict =
                switch (gate.exitCode()) {
                    case 0 -> "passed";
                    case 1 -> "failed";
                    default -> "not proven";
                };
        line("GATE", verdict + " (exit code " + gate.exitCode() + ")");
        gate.violations().forEach(v -> line("", v));
        gate.gaps().forEach(g -> line("", g));
    }
}
