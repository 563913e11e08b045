package dev.hullmark.catalog.npm;

/**
 * How lock files write a package and what stands for its version: {@code name@reference}, where the name may start with
 * an {@code @} of its own.
 *
 * @param name for instance {@code @babel/core}
 * @param reference what follows the at sign; "" when nothing does
 */
record PackageId(String name, String reference) {
    private static final String ALIAS = "npm:";

    static PackageId of(String text) {
        int at = text.indexOf('@', 1);
        return at < 0 ? new PackageId(text, "") : new PackageId(text.substring(0, at), text.substring(at + 1));
    }

    /** What {@code alias@npm:name@reference} stands for. */
    PackageId resolved() {
        if (!reference.startsWith(ALIAS)) {
            return this;
        }
        PackageId inner = of(reference.substring(ALIAS.length()));
        boolean named = !inner.reference.isEmpty() || isName(inner.name);
        return named ? inner : new PackageId(name, inner.name);
    }

    private static boolean isName(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        return first == '@'
                || (first >= 'a' && first <= 'z' && !text.equals("latest") && !isVersion(text.substring(1)));
    }

    /** Whether a reference is a version of the registry and not a place or a range: it starts with digits and a dot. */
    static boolean isVersion(String reference) {
        int at = 0;
        while (at < reference.length() && reference.charAt(at) >= '0' && reference.charAt(at) <= '9') {
            at++;
        }
        return at > 0 && at < reference.length() && reference.charAt(at) == '.' && reference.indexOf('/') < 0;
    }

    /** Whether the reference is a folder of the project itself; an archive beside it is not. */
    boolean isLocal() {
        return reference.startsWith("workspace:")
                || reference.startsWith("link:")
                || reference.startsWith("portal:")
                || (reference.startsWith("file:") && !reference.contains(".tgz") && !reference.contains(".tar"));
    }
}
