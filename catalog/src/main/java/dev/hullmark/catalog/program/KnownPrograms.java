package dev.hullmark.catalog.program;

import dev.hullmark.image.Entry;
import java.util.Set;

/** The programs whose presence a check asks for, by their names in a directory of programs. */
public final class KnownPrograms {
    private KnownPrograms() {}

    private static final Set<String> NAMES = Set.of(
            // that become somebody else
            "gosu",
            "su-exec",
            "setpriv",
            "chpst",
            "setuidgid",
            "s6-setuidgid",
            "runuser",
            "su",
            "sudo",
            "doas",
            // that let somebody in
            "sshd",
            "dropbear",
            "telnetd",
            // shells
            "sh",
            "bash",
            "dash",
            "ash",
            "zsh",
            "ksh",
            "fish",
            // package managers of systems
            "apt-get",
            "dpkg",
            "apk",
            "yum",
            "dnf",
            "microdnf",
            "tdnf",
            "zypper",
            "rpm",
            "pacman",
            "opkg",
            // compilers
            "cc",
            "gcc",
            "g++",
            "clang",
            "tcc",
            "go",
            "rustc",
            "javac",
            // that fetch
            "curl",
            "wget",
            "nc",
            "ncat",
            "socat",
            // that a fix needs
            "chmod",
            "chown",
            "mkdir");

    /** Where programs lie; {@code busybox} is the one of images without a system that were made for debugging. */
    private static final String[] PLACES = {"bin", "sbin", "libexec", "busybox"};

    /** Decided by the path alone, and fast: asked for every entry. */
    public static boolean noteworthy(Entry entry) {
        String path = entry.path();
        int slash = path.lastIndexOf('/');
        if (slash < 0 || !place(path, slash) || (entry.isFile() && !entry.executable())) {
            return false;
        }
        return NAMES.contains(path.substring(slash + 1));
    }

    private static boolean place(String path, int end) {
        for (String place : PLACES) {
            int start = end - place.length();
            if (start >= 0 && path.startsWith(place, start) && (start == 0 || path.charAt(start - 1) == '/')) {
                return true;
            }
        }
        return false;
    }
}
