package dev.hullmark.image;

/** Makes names of archives into paths below the root. */
final class EntryPaths {
    /** What a name becomes that leads out of the root, or is none; no normalised path is like it. */
    static final String REFUSED = "..";

    private EntryPaths() {}

    /**
     * A path without leading slash, {@code .}, {@code ..} and empty parts; "" for the root itself.
     *
     * @return {@link #REFUSED} for a name that leads out of the root, holds a NUL or is too long
     */
    static String normalise(String name) {
        if (name.length() > Limits.PATH) {
            return REFUSED;
        }
        int start = 0;
        int length = name.length();
        while (name.startsWith("/", start) || name.startsWith("./", start)) {
            start += name.charAt(start) == '/' ? 1 : 2;
        }
        int end = length;
        while (end > start && name.charAt(end - 1) == '/') {
            end--;
        }
        boolean plain = true;
        boolean partStart = true;
        for (int i = start; i < end; i++) {
            char c = name.charAt(i);
            if (c == 0) {
                return REFUSED;
            }
            // A part that is empty or begins with a dot may need work; most do not.
            plain &= !partStart || (c != '.' && c != '/');
            partStart = c == '/';
        }
        return plain ? name.substring(start, end) : rebuild(name.substring(start, end));
    }

    private static String rebuild(String name) {
        StringBuilder path = new StringBuilder(name.length());
        int at = 0;
        while (at <= name.length()) {
            int slash = name.indexOf('/', at);
            int end = slash < 0 ? name.length() : slash;
            int length = end - at;
            if (length == 2 && name.startsWith("..", at)) {
                if (path.isEmpty()) {
                    return REFUSED;
                }
                path.setLength(Math.max(path.lastIndexOf("/"), 0));
            } else if (length > 0 && !(length == 1 && name.charAt(at) == '.')) {
                if (!path.isEmpty()) {
                    path.append('/');
                }
                path.append(name, at, end);
            }
            at = end + 1;
        }
        return path.toString();
    }

    /** The directory of a path, "" for one right below the root. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** A name in a directory, which may be the root. */
    static String child(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    /** Whether {@code path} is {@code above} or lies below it; everything lies below the root. */
    static boolean isAtOrBelow(String path, String above) {
        return above.isEmpty()
                || (path.startsWith(above) && (path.length() == above.length() || path.charAt(above.length()) == '/'));
    }
}
