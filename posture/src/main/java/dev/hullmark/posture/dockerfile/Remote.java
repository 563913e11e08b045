package dev.hullmark.posture.dockerfile;

import java.util.Locale;

/** Addresses that ADD, or a command, fetches from. */
final class Remote {
    private Remote() {}

    static boolean is(String source) {
        String lower = source.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://") || git(source);
    }

    static boolean git(String source) {
        String lower = source.toLowerCase(Locale.ROOT);
        int mark = lower.indexOf('#');
        String address = mark < 0 ? lower : lower.substring(0, mark);
        return lower.startsWith("git@")
                || lower.startsWith("git://")
                || lower.startsWith("ssh://")
                || (lower.startsWith("http") && lower.contains("://") && address.endsWith(".git"));
    }

    /** Whether a git address names a commit, which nobody can move. */
    static boolean commit(String source) {
        int mark = source.indexOf('#');
        String ref = mark < 0 ? "" : source.substring(mark + 1);
        int colon = ref.indexOf(':');
        ref = colon < 0 ? ref : ref.substring(0, colon);
        return ref.length() == 40 && ref.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    /** Whether anybody on the way may change what comes from here. */
    static boolean plain(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("ftp://")
                || (lower.startsWith("http://") && !local(lower) && !lower.startsWith("http://$"));
    }

    /** Whether nobody is on the way: it is the same machine. */
    static boolean local(String address) {
        String host = address.substring(address.indexOf("://") + 3);
        return host.startsWith("localhost") || host.startsWith("127.") || host.startsWith("[::1]");
    }
}
