package dev.hullmark.server.ui;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Of Bootstrap's two thousand icons those that pages show, as one file of symbols. */
final class Icons {
    private static final List<String> USED = List.of(
            "archive",
            "arrow-down-right",
            "arrow-left-right",
            "arrow-repeat",
            "arrow-right",
            "arrow-up-right",
            "bell",
            "box-arrow-right",
            "box-arrow-up-right",
            "box-seam",
            "boxes",
            "bug",
            "calendar-x",
            "check-circle-fill",
            "check-lg",
            "chevron-right",
            "circle-half",
            "clipboard",
            "clock-history",
            "cloud-download",
            "dash-circle",
            "database",
            "download",
            "exclamation-circle-fill",
            "exclamation-octagon-fill",
            "exclamation-triangle-fill",
            "eye-slash",
            "file-earmark-lock",
            "fire",
            "funnel",
            "hdd-rack",
            "hourglass-split",
            "info-circle-fill",
            "journal-text",
            "key",
            "layers",
            "lightbulb",
            "list",
            "list-task",
            "moon-stars",
            "pencil",
            "people",
            "person-circle",
            "plus-lg",
            "power",
            "question-circle",
            "search",
            "send",
            "shield-check",
            "shield-exclamation",
            "slash-circle",
            "speedometer2",
            "sun",
            "trash",
            "wrench-adjustable",
            "x-circle-fill",
            "x-lg");

    private static final Pattern SYMBOL = Pattern.compile("<symbol [^>]*?id=\"([^\"]+)\".*?</symbol>", Pattern.DOTALL);

    private Icons() {}

    /** @param all the whole set, as its webjar has it */
    static String sprite(String all) {
        StringBuilder sprite = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">");
        Matcher symbols = SYMBOL.matcher(all);
        int found = 0;
        while (symbols.find()) {
            if (USED.contains(symbols.group(1))) {
                sprite.append(symbols.group());
                found++;
            }
        }
        if (found != USED.size()) {
            throw new IllegalStateException("the set of icons lacks some of " + USED);
        }
        return sprite.append("</svg>").toString();
    }
}
