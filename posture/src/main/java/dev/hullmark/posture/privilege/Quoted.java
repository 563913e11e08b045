package dev.hullmark.posture.privilege;

/** Foreign names where they can do nothing but name. */
final class Quoted {
    private Quoted() {}

    private static final int LONGEST = 1_000;

    /**
     * Whether it is an absolute path of printable characters: no other can be copied from a terminal as it is, and
     * {@code ..} leads elsewhere than it seems.
     */
    static boolean isPath(String text) {
        return text.startsWith("/")
                && text.length() <= LONGEST
                && !(text + "/").contains("/../")
                && text.codePoints()
                        .allMatch(c -> (c >= ' ' && c < 0x7f) || (c > 0x7f && Character.isLetterOrDigit(c)));
    }

    /** Whether it can only be the reference of an image. */
    static boolean isReference(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && plain(text.charAt(0))
                && text.chars().allMatch(c -> plain((char) c) || "._-/:@".indexOf(c) >= 0);
    }

    /** The same path as engines write it: {@code /tmp} for {@code /tmp/} and {@code //./tmp}. */
    static String normalized(String path) {
        StringBuilder normal = new StringBuilder();
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                normal.append('/').append(part);
            }
        }
        return normal.isEmpty() ? "/" : normal.toString();
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** For a POSIX shell. */
    static String shell(String text) {
        boolean bare = !text.isEmpty() && text.chars().allMatch(c -> plain((char) c) || "._-/:@=,+".indexOf(c) >= 0);
        return bare ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** For YAML: a double-quoted scalar, in which only two characters mean something. */
    static String yaml(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** For Compose, which also replaces {@code $NAME}. */
    static String compose(String text) {
        return yaml(text).replace("$", "$$");
    }
}
