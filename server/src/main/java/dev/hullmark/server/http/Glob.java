package dev.hullmark.server.http;

import java.util.regex.Pattern;

/** Patterns of repositories: {@code *} stands for any characters, slashes too. */
public final class Glob {
    private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9*._:/-]{0,254}");

    private Glob() {}

    /** Whether it can match a repository at all. */
    public static boolean sound(String pattern) {
        return SOUND.matcher(pattern).matches();
    }

    /** In time of the product of both lengths at most. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int after = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                after = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++after;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
