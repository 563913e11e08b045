package dev.hullmark.posture.container;

/** Paths of the host, written one way. */
public final class Paths {
    private static final String VAR_RUN = "/var/run";

    private Paths() {}

    /** Without slashes at the end. */
    static String bare(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** {@code /var/run} is a link to {@code /run} everywhere. */
    public static String underRun(String path) {
        return path.equals(VAR_RUN) || path.startsWith(VAR_RUN + "/") ? path.substring("/var".length()) : path;
    }
}
