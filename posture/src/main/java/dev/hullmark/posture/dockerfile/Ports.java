package dev.hullmark.posture.dockerfile;

import java.util.Locale;
import java.util.Set;

/** Ports as EXPOSE writes them: {@code 80}, {@code 80/tcp}, {@code 8000-8010/udp}. */
final class Ports {
    private Ports() {}

    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");

    /** The lowest, or 0 where it is not known, or -1 where it is none. */
    static int number(Value port) {
        if (!port.known()) {
            return 0;
        }
        int slash = port.text().indexOf('/');
        int low = parse(first(port.text()));
        int high = parse(last(port.text()));
        boolean protocol =
                slash < 0 || PROTOCOLS.contains(port.text().substring(slash + 1).toLowerCase(Locale.ROOT));
        return low < 0 || high < low || !protocol ? -1 : low;
    }

    static boolean has(Value port, int number) {
        int low = number(port);
        return low > 0 && low <= number && number <= parse(last(port.text()));
    }

    private static String first(String text) {
        String range = range(text);
        int dash = range.indexOf('-');
        return dash < 0 ? range : range.substring(0, dash);
    }

    private static String last(String text) {
        String range = range(text);
        return range.substring(range.indexOf('-') + 1);
    }

    private static String range(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }

    private static int parse(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int number = Integer.parseInt(digits);
        return number <= 65_535 ? number : -1;
    }
}
