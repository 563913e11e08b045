package dev.hullmark.advisories;

import java.util.Locale;

/** OSV's ecosystem names (https://ossf.github.io/osv-schema/#affectedpackage-field): {@code Debian:12} is release 12 of Debian. */
public final class Ecosystems {
    private Ecosystems() {}

    /** The name less the release: {@code Debian} of {@code Debian:12}. Feeds and sections are one per base. */
    public static String base(String ecosystem) {
        int colon = ecosystem.indexOf(':');
        return colon < 0 ? ecosystem : ecosystem.substring(0, colon);
    }

    /** The release after the first colon: {@code 12} of {@code Debian:12}, or "". */
    public static String release(String ecosystem) {
        int colon = ecosystem.indexOf(':');
        return colon < 0 ? "" : ecosystem.substring(colon + 1);
    }

    /** A package's name as the index keys it: PyPI's normalised as PEP 503 says, any other as it is. */
    public static String name(String ecosystem, String name) {
        if (!ecosystem.equals("PyPI")) {
            return name;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(lower.length());
        boolean separator = false;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c == '-' || c == '_' || c == '.') {
                separator = true;
            } else {
                if (separator) {
                    out.append('-');
                }
                separator = false;
                out.append(c);
            }
        }
        return separator ? out.append('-').toString() : out.toString();
    }
}
