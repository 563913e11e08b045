package dev.hullmark.model;

import java.util.List;

/** Directories that well-known servers write at each start: what an image has in them decides what may be mounted there. */
public final class ScratchPlaces {
    private ScratchPlaces() {}

    private static final String LOGS = "/var/log/";

    private static final List<String> ALL = List.of(
            "/run",
            "/usr/local/apache2/logs",
            "/var/cache/bind",
            "/var/cache/nginx",
            "/var/lib/nginx",
            "/var/lock/apache2",
            "/var/log/apache2",
            "/var/log/mosquitto",
            "/var/log/nginx",
            "/var/log/postgresql",
            "/var/log/squid",
            "/var/spool/squid");

    /** Whether an absolute path is below one of them. */
    public static boolean holds(String path) {
        for (String place : ALL) {
            if (path.length() > place.length() && path.startsWith(place) && path.charAt(place.length()) == '/') {
                return true;
            }
        }
        return false;
    }

    /** Whether the directory is one of them, or below one. */
    public static boolean isOne(String directory) {
        return ALL.contains(directory) || holds(directory);
    }

    /** Whether it is for logs: old ones nobody misses in a container. */
    public static boolean isLog(String path) {
        return path.startsWith(LOGS);
    }
}
