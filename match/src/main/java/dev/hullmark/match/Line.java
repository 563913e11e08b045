package dev.hullmark.match;

/** Foreign text as one short line that a terminal can be trusted with. */
final class Line {
    private Line() {}

    /** Blanks and line ends as one blank, control and format characters left out, cut at {@link Limits#TITLE_LENGTH}. */
    static String of(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), Limits.TITLE_LENGTH));
        boolean blank = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || Character.isSpaceChar(c)) {
                blank = !line.isEmpty();
                continue;
            }
            int type = Character.getType(c);
            if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE) {
                continue;
            }
            if (line.length() >= Limits.TITLE_LENGTH) {
                return line.append('…').toString();
            }
            if (blank) {
                line.append(' ');
                blank = false;
            }
            line.appendCodePoint(c);
        }
        return line.toString();
    }
}
