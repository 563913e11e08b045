package dev.hullmark.engine;

/** Whether a host is this machine, by its spelling alone: no name is looked up, for who answers could lie. */
public final class Loopback {
    private Loopback() {}

    /** {@code localhost}, 127.0.0.0/8 or ::1, the latter with or without brackets. */
    public static boolean is(String host) {
        if (host.equals("localhost") || host.equals("::1") || host.equals("[::1]")) {
            return true;
        }
        String[] parts = host.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals("127")) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }
}
