package dev.hullmark.server.access;

/** Where somebody goes after the login: a path of ours, never another site (CWE-601). */
final class NextPath {
    private static final String HOME = "/";
    private static final int LONGEST = 2000;

    private NextPath() {}

    /** @return the path and query, or "/" for whatever is none of ours */
    static String of(String asked) {
        boolean ours = asked.startsWith(HOME)
                && !asked.startsWith("//")
                && asked.length() <= LONGEST
                && asked.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>')
                && !asked.startsWith("/login")
                && !asked.startsWith("/logout");
        return ours ? asked : HOME;
    }
}
