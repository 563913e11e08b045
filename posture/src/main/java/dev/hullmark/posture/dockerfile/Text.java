package dev.hullmark.posture.dockerfile;

/** Quotes what a file says. */
final class Text {
    private Text() {}

    /** Short and on one line. */
    static String quoted(String written) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < written.length() && i < Limits.QUOTED; i++) {
            char c = written.charAt(i);
            text.append(Character.isISOControl(c) ? ' ' : c);
        }
        return written.length() > Limits.QUOTED ? text.append('…').toString() : text.toString();
    }
}
