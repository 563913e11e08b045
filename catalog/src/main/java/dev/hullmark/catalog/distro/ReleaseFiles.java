package dev.hullmark.catalog.distro;

import java.util.List;

/** The files that tell the distribution, best first. */
public final class ReleaseFiles {
    private ReleaseFiles() {}

    static final String OS_RELEASE = "etc/os-release";
    static final String VENDOR_OS_RELEASE = "usr/lib/os-release";
    static final String LSB = "etc/lsb-release";
    static final String ALPINE = "etc/alpine-release";
    static final String DEBIAN = "etc/debian_version";

    private static final List<String> BEST_FIRST = List.of(
            OS_RELEASE,
            VENDOR_OS_RELEASE,
            LSB,
            ALPINE,
            "etc/oracle-release",
            "etc/centos-release",
            "etc/redhat-release",
            DEBIAN);

    /** 0 for the file that says best; greater numbers for those that only count where no better one is. */
    public static int rank(String path) {
        int place = BEST_FIRST.indexOf(path);
        return place < 0 ? BEST_FIRST.size() : place;
    }

    static boolean contains(String path) {
        return (path.startsWith("etc/") || path.equals(VENDOR_OS_RELEASE)) && BEST_FIRST.contains(path);
    }
}
