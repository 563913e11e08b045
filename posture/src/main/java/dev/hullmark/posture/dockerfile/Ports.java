package dev.hullmark.posture.dockerfile;

/** Ports as EXPOSE writes them: {@code 80}, {@code 80/tcp}, {@code 8000-8010/udp}. */
final class Ports {
    private Ports() {}

    /** The lowest, or 0 where it is not known, or -1 where it is none. */
    static int number(Value port) {
        if (!port.known()) {
            return 0;
        }
        String text = port.text();
        int slash = text.indexOf('/');
        String range = slash < 0 ? text : text.substring(0, slash);
        int dash = range.indexOf('-');
        int low = parse(dash < 0 ? range : range.substring(0, dash));
        int high = dash < 0 ? low : parse(range.substring(dash + 1));
        return low < 0 || high < low ? -1 : low;
    }

    private static int parse(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int number = Integer.parseInt(digits);
        return number <= 65_535 ? number : -1;
    }
}
