package dev.hullmark.report;

/** Foreign text inside XML and HTML: visible first ({@link Text#visible}), then free of every character with a meaning. */
public final class Markup {
    private Markup() {}

    /** For text and for attribute values in either kind of quote. */
    public static String text(String text) {
        String visible = Text.visible(text);
        StringBuilder out = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** The same, of at most so many characters. */
    static String text(String text, int most) {
        return text.length() <= most ? text(text) : text(text.substring(0, most)) + "…";
    }
}
