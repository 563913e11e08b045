package dev.hullmark.server.ui;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Style for dark screens. Bootstrap's is bound to an attribute, which a page has when its reader chose; this adds the same
 * rules for those who did not choose and whose system prefers dark.
 */
final class Dark {
    private static final String CHOSEN = "[data-bs-theme=dark]";
    private static final String PREFERRED = ":root:not([data-bs-theme])";
    private static final Pattern RULE =
            Pattern.compile("(?<=^|[};/])\\s*([^{}@;]*\\[data-bs-theme=dark\\][^{}]*)(\\{[^{}]*\\})");

    private Dark() {}

    static String alsoAsPreferred(String css) {
        StringBuilder added = new StringBuilder(css).append("\n@media (prefers-color-scheme: dark) {\n");
        Matcher rules = RULE.matcher(css);
        while (rules.find()) {
            MatchResult rule = rules.toMatchResult();
            added.append(rule.group(1).strip().replace(CHOSEN, PREFERRED))
                    .append(rule.group(2))
                    .append('\n');
        }
        return added.append("}\n").toString();
    }
}
