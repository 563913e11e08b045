package dev.hullmark.engine;

/** Words from outside, made safe to show. */
final class Text {
    private static final int SHOWN = 300;

    private Text() {}

    /** One line without control characters, at most 300 characters of it. */
    static String clean(String foreign) {
        StringBuilder clean = new StringBuilder(Math.min(foreign.length(), SHOWN));
        for (int i = 0; i < foreign.length() && clean.length() < SHOWN; i++) {
            char c = foreign.charAt(i);
            boolean plain = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
            clean.append(plain ? c : ' ');
        }
        return clean.toString().strip();
    }
}
