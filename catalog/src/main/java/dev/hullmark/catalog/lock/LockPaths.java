package dev.hullmark.catalog.lock;

/** Which files are lock files of a project, told by name and folder. */
public final class LockPaths {
    /** Folders of what is installed or packed: a lock file in them came with a package, and nothing follows from it. */
    private static final String[] FOREIGN = {
        "node_modules", "bower_components", "site-packages", "dist-packages", "META-INF", ".m2", "pkg/mod"
    };

    private LockPaths() {}

    /** Whether the file lies in none of the folders in which others' packages lie. */
    public static boolean isOfProject(String path) {
        for (String folder : FOREIGN) {
            if (isUnder(path, folder)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of the file's folders, or several in a row, have this name. */
    public static boolean isUnder(String path, String folder) {
        for (int at = path.indexOf(folder); at >= 0; at = path.indexOf(folder, at + 1)) {
            int end = at + folder.length();
            if ((at == 0 || path.charAt(at - 1) == '/') && end < path.length() && path.charAt(end) == '/') {
                return true;
            }
        }
        return false;
    }
}
