package dev.hullmark.catalog.python;

/**
 * One requirement (PEP 508): a name, extras, version clauses, a marker.
 *
 * @param name as written
 * @param version the one version it allows, or ""
 */
record Requirement(String name, String version) {
    static Requirement parse(String text) {
        int end = 0;
        while (end < text.length() && isName(text.charAt(end))) {
            end++;
        }
        String name = text.substring(0, end);
        int start = end;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        if (start < text.length() && text.charAt(start) == '[') {
            int close = text.indexOf(']', start);
            start = close < 0 ? text.length() : close + 1;
        }
        int marker = text.indexOf(';', start);
        String clauses =
                text.substring(start, marker < 0 ? text.length() : marker).strip();
        if (clauses.startsWith("(") && clauses.endsWith(")")) {
            clauses = clauses.substring(1, clauses.length() - 1);
        }
        // What follows a name is clauses, an address or nothing; anything else is no requirement.
        boolean sound = clauses.isEmpty() || "=<>!~@".indexOf(clauses.charAt(0)) >= 0;
        return new Requirement(sound ? name : "", pinned(clauses));
    }

    /** The version that {@code ==} or {@code ===} demands among these clauses, or "". */
    static String pinned(String clauses) {
        int at = 0;
        while (at < clauses.length()) {
            int comma = clauses.indexOf(',', at);
            int end = comma < 0 ? clauses.length() : comma;
            String clause = clauses.substring(at, end).strip();
            if (clause.startsWith("==")) {
                String version =
                        clause.substring(clause.startsWith("===") ? 3 : 2).strip();
                return version.indexOf('*') < 0 && version.indexOf(' ') < 0 ? version : "";
            }
            at = end + 1;
        }
        return "";
    }

    private static boolean isName(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
    }
}
