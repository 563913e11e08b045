package dev.hullmark.catalog;

/** Which of the paths a distribution's package owns are worth keeping, and under which of their names. */
final class Ownership {
    private Ownership() {}

    /** Directories full of files that no package is ever named by. */
    private static final String[] DULL = {
        "usr/share/doc/", "usr/share/man/", "usr/share/locale/", "usr/share/zoneinfo/", "usr/share/info/",
        "usr/share/licenses/", "usr/share/terminfo/", "usr/share/icons/", "usr/include/", "usr/share/bash-completion/"
    };

    /**
     * Whether a package of no distribution could be named by this file: a package's metadata, a Java archive, a shared
     * library, or what may be an executable, which is nearly always a name without an extension.
     */
    static boolean matters(String path) {
        int name = path.lastIndexOf('/') + 1;
        int dot = path.lastIndexOf('.');
        if (dot >= name) {
            return switch (path.substring(dot + 1)) {
                case "jar", "war", "ear", "par", "json", "egg-info", "egg", "dist-info", "whl", "gemspec", "app" ->
                    true;
                default -> inProgramDirectory(path) || isLibrary(path, name);
            };
        }
        if (path.startsWith("METADATA", name) || path.startsWith("PKG-INFO", name)) {
            return true;
        }
        for (String dull : DULL) {
            if (path.startsWith(dull)) {
                return false;
            }
        }
        return true;
    }

    private static boolean inProgramDirectory(String path) {
        return path.contains("bin/") || path.contains("libexec/");
    }

    private static boolean isLibrary(String path, int name) {
        int so = path.indexOf(".so", name);
        return so >= 0 && (so + 3 == path.length() || path.charAt(so + 3) == '.');
    }

    /**
     * One name for one file on systems where {@code /bin}, {@code /sbin} and {@code /lib*} are links into {@code /usr}
     * (and {@code /usr/sbin} one to {@code /usr/bin}): package databases go on writing the old names.
     */
    static String canonical(String path) {
        String p = path;
        if (p.startsWith("bin/") || p.startsWith("sbin/") || inLib(p)) {
            p = "usr/" + p;
        }
        return p.startsWith("usr/sbin/") ? "usr/bin/" + p.substring("usr/sbin/".length()) : p;
    }

    private static boolean inLib(String path) {
        if (!path.startsWith("lib")) {
            return false;
        }
        int slash = path.indexOf('/');
        return switch (slash < 0 ? "" : path.substring(0, slash)) {
            case "lib", "lib32", "lib64", "libx32" -> true;
            default -> false;
        };
    }
}
