package dev.hullmark.catalog.java;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a jar's file name says: {@code artifact-version[-classifier]}, as Maven and Gradle name files.
 *
 * @param artifact never empty
 * @param version or "" when the name has none
 * @param classifier or ""
 */
record FileName(String artifact, String version, String classifier) {
    /** Words that belong to a version although a dash stands before them; digits may follow. */
    private static final Set<String> QUALIFIERS = Set.of(
            "alpha",
            "beta",
            "a",
            "b",
            "m",
            "milestone",
            "rc",
            "cr",
            "snapshot",
            "sp",
            "ga",
            "final",
            "release",
            "pre",
            "preview",
            "ea",
            "dev",
            "incubating",
            "incubator",
            "jre",
            "android",
            "redhat",
            "v",
            "r",
            "rev",
            "build",
            "patch",
            "hotfix",
            "fix",
            "nightly",
            "brew",
            "public",
            "stable",
            "empty",
            "pfd",
            "atlassian",
            "cdh",
            "hadoop");

    /**
     * @param stem the file name without its extension
     * @param hints versions that other evidence tells: a hint that occurs in the name settles where the version starts
     */
    static FileName parse(String stem, List<String> hints) {
        for (String hint : hints) {
            int at = hint.isEmpty() ? -1 : stem.indexOf(hint);
            while (at > 1) {
                if (isSeparator(stem.charAt(at - 1)) && isBoundary(stem, at + hint.length())) {
                    return cut(stem, at - 1, at, at + hint.length());
                }
                at = stem.indexOf(hint, at + 1);
            }
        }
        return parse(stem);
    }

    private static FileName parse(String stem) {
        for (int dash = stem.indexOf('-', 1); dash > 0; dash = stem.indexOf('-', dash + 1)) {
            if (startsVersion(stem, dash + 1)) {
                FileName name = cut(stem, dash, dash + 1, 0);
                if (!hasVersion(name.classifier)) {
                    return name;
                }
            }
        }
        // OSGi bundles: symbolic.name_1.2.3
        int line = stem.lastIndexOf('_');
        if (line > 0 && startsVersion(stem, line + 1) && stem.indexOf('.', line) > 0 && stem.indexOf('-', line) < 0) {
            return new FileName(stem.substring(0, line), stem.substring(line + 1), "");
        }
        return new FileName(stem, "", "");
    }

    /** @param least where the version ends at the earliest */
    private static FileName cut(String stem, int artifactEnd, int versionStart, int least) {
        int end = Math.max(least, versionEnd(stem, versionStart));
        return new FileName(
                stem.substring(0, artifactEnd),
                stem.substring(versionStart, end),
                end < stem.length() ? stem.substring(end + 1) : "");
    }

    /** The version ends at the first dash that no digit and no qualifier follows. */
    private static int versionEnd(String stem, int start) {
        int end = tokenEnd(stem, start);
        while (end < stem.length()) {
            int next = tokenEnd(stem, end + 1);
            String token = stem.substring(end + 1, next);
            if (!isDigit(token, 0) && !isQualifier(token) && !isCommit(token)) {
                return end;
            }
            end = next;
        }
        return end;
    }

    private static boolean isQualifier(String token) {
        int letters = 0;
        while (letters < token.length() && Character.isLetter(token.charAt(letters))) {
            letters++;
        }
        for (int i = letters; i < token.length(); i++) {
            char c = token.charAt(i);
            if (!(c >= '0' && c <= '9') && c != '.') {
                return false;
            }
        }
        return QUALIFIERS.contains(token.substring(0, letters).toLowerCase(Locale.ROOT));
    }

    private static boolean isCommit(String token) {
        if (token.length() < 7 || token.length() > 40) {
            return false;
        }
        boolean digit = false;
        for (int i = 0; i < token.length(); i++) {
            digit |= isDigit(token, i);
            if (Character.digit(token.charAt(i), 16) < 0) {
                return false;
            }
        }
        return digit;
    }

    private static int tokenEnd(String stem, int from) {
        int dash = stem.indexOf('-', from);
        return dash < 0 ? stem.length() : dash;
    }

    private static boolean hasVersion(String text) {
        for (int dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', dash + 1)) {
            if (isDigit(text, dash + 1)) {
                return true;
            }
        }
        return false;
    }

    /** A digit, or {@code v} or {@code r} before one. */
    private static boolean startsVersion(String stem, int at) {
        return isDigit(stem, at)
                || (at + 1 < stem.length()
                        && (stem.charAt(at) == 'r' || stem.charAt(at) == 'v')
                        && isDigit(stem, at + 1));
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '_' || c == '.';
    }

    private static boolean isBoundary(String stem, int at) {
        return at == stem.length() || isSeparator(stem.charAt(at));
    }
}
