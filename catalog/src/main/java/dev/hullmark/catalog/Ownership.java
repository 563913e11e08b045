package dev.hullmark.catalog;

/** Which of the paths a distribution's package owns are worth keeping, and under which of their names. */
final class Ownership {
    private Ownership() {}

    /** Directories full of files that no package is ever named by, unless they list packages. */
    private static final String[] DULL = {
        "usr/share/doc/", "usr/share/man/", "usr/share/locale/", "usr/share/zoneinfo/", "usr/share/info/",
        "usr/share/licenses/", "usr/share/terminfo/", "usr/share/icons/", "usr/include/", "usr/share/bash-completion/"
    };

    /**
     * Whether a package of no distribution could be named by this file: a package's metadata, a lock file, a Java archive,
     * a shared library, or what may be an executable. These are told by what they are not, since a program may have any
     * ending ({@code kubectl-1.31}, {@code helper.amd64}): source code, text, pictures and the like.
     */
    static boolean matters(String path) {
        int name = path.lastIndexOf('/') + 1;
        int dot = path.lastIndexOf('.');
        String extension = dot < name ? "" : path.substring(dot + 1);
        if (listsPackages(extension)
                || path.startsWith("METADATA", name)
                || path.startsWith("PKG-INFO", name)
                || path.startsWith("DESCRIPTION", name)) {
            return true;
        }
        for (String dull : DULL) {
            if (path.startsWith(dull)) {
                return false;
            }
        }
        return inProgramDirectory(path) || !isDull(extension);
    }

    /** Endings of metadata, lock files and archives, whose catalogers tell them apart by their whole names. */
    private static boolean listsPackages(String extension) {
        return switch (extension) {
            case "jar", "war", "ear", "par", "sar", "jpi", "hpi", "nar", "kar", "whl", "egg" -> true;
            case "json", "egg-info", "dist-info", "gemspec", "app", "config" -> true;
            case "lock", "lockb", "lockfile", "mod", "txt", "xml", "yaml", "toml" -> true;
            default -> false;
        };
    }

    private static boolean isDull(String extension) {
        return switch (extension) {
            case "c", "h", "hpp", "cpp", "cc", "inc", "s", "go", "rs", "java", "class", "erl", "hrl", "beam", "ex" ->
                true;
            case "py",
                    "pyc",
                    "pyi",
                    "rb",
                    "ri",
                    "js",
                    "mjs",
                    "cjs",
                    "ts",
                    "map",
                    "pl",
                    "pm",
                    "pod",
                    "php",
                    "lua",
                    "R" -> true;
            case "sh", "el", "elc", "vim", "tcl", "m4", "am", "in", "cmake", "pc", "la", "a", "o", "ko", "mo", "po" ->
                true;
            case "html",
                    "htm",
                    "css",
                    "scss",
                    "less",
                    "svg",
                    "png",
                    "gif",
                    "jpg",
                    "ico",
                    "ttf",
                    "otf",
                    "woff",
                    "woff2" -> true;
            case "gz",
                    "bz2",
                    "xz",
                    "md",
                    "rst",
                    "tex",
                    "pdf",
                    "conf",
                    "cfg",
                    "ini",
                    "service",
                    "desktop",
                    "yml",
                    "csv" -> true;
            default -> false;
        };
    }

    private static boolean inProgramDirectory(String path) {
        return path.contains("bin/") || path.contains("libexec/");
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
