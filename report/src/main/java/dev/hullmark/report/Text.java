package dev.hullmark.report;

/**
 * Makes text out of images safe for a terminal, and measures it. Names in an image are written by whoever built it: an
 * escape sequence, a bidirectional override or an invisible letter must show as what it is and do nothing.
 */
public final class Text {
    private Text() {}

    /** The text with every character that steers, hides or reorders written as an escape such as {@code \x1B}. */
    public static String visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7e) {
                return escaped(text, i);
            }
        }
        return text;
    }

    private static String escaped(String text, int clean) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, clean);
        for (int i = clean; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (harmless(c)) {
                out.appendCodePoint(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (c < 0x100) {
                out.append("\\x")
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            } else {
                out.append("\\u{")
                        .append(Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT))
                        .append('}');
            }
        }
        return out.toString();
    }

    private static boolean harmless(int c) {
        if (c == ' ') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            // Letters that are blank: the Hangul fillers.
            default -> c != 0x115f && c != 0x1160 && c != 0x3164 && c != 0xffa0;
        };
    }

    /** How many columns a terminal gives to a text that {@link #visible} has seen. */
    public static int columns(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            columns += columns(c);
        }
        return columns;
    }

    private static int columns(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6)
                || (c >= 0x1f300 && c <= 0x1faff)
                || (c >= 0x20000 && c <= 0x3fffd);
        return wide ? 2 : 1;
    }

    /** The beginning of a text, visible, in at most so many columns; ends in {@code …} where something is missing. */
    public static String cut(String text, int columns) {
        String shown = visible(headOf(text, columns));
        boolean whole = shown.length() >= text.length() && columns(shown) <= columns;
        return whole ? shown : take(shown, columns - 1) + "…";
    }

    /** The end of a text, visible, in at most so many columns; begins with {@code …} where something is missing. */
    public static String cutStart(String text, int columns) {
        if (text.length() <= columns) {
            String shown = visible(text);
            if (columns(shown) <= columns) {
                return shown;
            }
        }
        StringBuilder reversed = new StringBuilder();
        String tail = visible(text.substring(Math.max(0, text.length() - 4 * columns)));
        return "…" + new StringBuilder(take(reversed.append(tail).reverse().toString(), columns - 1)).reverse();
    }

    /** Enough of a text to fill the columns, however long it is; no letter has more than a few marks. */
    private static String headOf(String text, int columns) {
        return text.length() > 4 * columns ? text.substring(0, 4 * columns) : text;
    }

    /** The longest beginning of a text that fits. */
    static String take(String text, int columns) {
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            used += columns(c);
            if (used > columns) {
                return text.substring(0, i);
            }
            i += Character.charCount(c);
        }
        return text;
    }

    /** The text, visible, cut or filled with blanks to exactly so many columns. */
    static String fill(String text, int columns) {
        String cut = cut(text, columns);
        return cut + " ".repeat(Math.max(0, columns - columns(cut)));
    }
}
