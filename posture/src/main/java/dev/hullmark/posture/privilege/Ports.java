package dev.hullmark.posture.privilege;

/** Exposed ports. */
final class Ports {
    private Ports() {}

    private static final int DIGITS = 5;

    /** The number of {@code 80/tcp}; -1 when it has none. */
    static int number(String exposed) {
        int slash = exposed.indexOf('/');
        String text = slash < 0 ? exposed : exposed.substring(0, slash);
        boolean digits =
                !text.isEmpty() && text.length() <= DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : -1;
    }
}
