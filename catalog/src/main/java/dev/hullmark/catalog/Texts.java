package dev.hullmark.catalog;

/** What may stand in a package's name or version, whoever wrote the file. */
public final class Texts {
    private Texts() {}

    /** Whether this is 1 to {@code limit} visible characters: no space, control or format character among them. */
    public static boolean isWord(String text, int limit) {
        int length = text.length();
        if (length == 0 || length > limit) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > '~' ? !Character.isLetterOrDigit(c) : c <= ' ') {
                return false;
            }
        }
        return true;
    }

    /** One line of at most {@code limit} characters without control characters, for what is shown as it was declared. */
    public static String line(String text, int limit) {
        int length = Math.min(text.length(), limit);
        StringBuilder line = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7f || (c > 0x7f && !Character.isDefined(c)) || isFormat(c)) {
                c = ' ';
            }
            if (c != ' ' || (!line.isEmpty() && line.charAt(line.length() - 1) != ' ')) {
                line.append(c);
            }
        }
        return line.toString().strip();
    }

    private static boolean isFormat(char c) {
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.CONTROL || type == Character.SURROGATE;
    }
}
