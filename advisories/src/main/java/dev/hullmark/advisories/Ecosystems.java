package dev.hullmark.advisories;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** OSV's ecosystem names (https://ossf.github.io/osv-schema/#affectedpackage-field): {@code Debian:12} is release 12 of Debian. */
public final class Ecosystems {
    /** Those with packages that images hold and Hullmark finds: what {@code db update} fetches when told nothing else. */
    public static final Set<String> JUDGED = Set.of(
            "AlmaLinux",
            "Alpaquita",
            "Alpine",
            "Amazon Linux",
            "Azure Linux",
            "BellSoft Hardened Containers",
            "Bitnami",
            "CRAN",
            "Chainguard",
            "ConanCenter",
            "Debian",
            "Docker Hardened Images",
            "Echo",
            "Go",
            "Hex",
            "Mageia",
            "Maven",
            "MinimOS",
            "NuGet",
            "Oracle Linux",
            "Packagist",
            "Pub",
            "PyPI",
            "Red Hat",
            "Rocky Linux",
            "RubyGems",
            "SUSE",
            "Ubuntu",
            "Wolfi",
            "crates.io",
            "npm",
            "openEuler",
            "openSUSE");

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

    /** The base ecosystems whose packages an advisory speaks about. */
    static Set<String> bases(Advisory advisory) {
        Set<String> bases = new LinkedHashSet<>();
        for (Affected affected : advisory.affected()) {
            bases.add(base(affected.ecosystem()));
        }
        return bases;
    }

    /**
     * A package's name as the index keys it: PyPI's normalised as PEP 503 says, lower case where names that differ in
     * nothing else are one package (NuGet, Packagist, Hex), any other as it is. crates.io lets no two crates differ in
     * case, dash or underscore only, but knows each by one spelling, which lock files and advisories both write.
     */
    public static String name(String ecosystem, String name) {
        return switch (ecosystem) {
            case "PyPI" -> pypi(name);
            case "NuGet", "Packagist", "Hex" -> name.toLowerCase(Locale.ROOT);
            default -> name;
        };
    }

    private static String pypi(String name) {
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
