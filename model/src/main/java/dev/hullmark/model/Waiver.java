package dev.hullmark.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody's decision that a finding does not count. In patterns {@code *} stands for any text and {@code ?} for one
 * character.
 *
 * @param id the finding's id or one of its aliases, in any case
 * @param packagePattern the package's name, {@code name@version} or purl (its version and qualifiers may be left out);
 *     "" for any
 * @param pathPattern every place of the finding must match; "" for any
 * @param kinds the kinds of finding it speaks about; empty for any
 * @param reason why
 * @param author who decided
 * @param expires the last day on which it counts, in UTC
 * @param origin where it is written, for people: {@code waivers.yaml, line 3}
 */
public record Waiver(
        String id,
        String packagePattern,
        String pathPattern,
        Set<Finding.Kind> kinds,
        String reason,
        String author,
        Optional<LocalDate> expires,
        String origin) {

    public Waiver {
        kinds = Set.copyOf(kinds);
    }

    /** Whether it does not count any more. */
    public boolean expired(LocalDate today) {
        return expires.map(today::isAfter).orElse(false);
    }

    /** Whether it speaks about this finding's kind, package and places; whether about its id is not asked. */
    public boolean matches(Finding f) {
        return (kinds.isEmpty() || kinds.contains(f.kind()))
                && (packagePattern.isEmpty()
                        || f.pkg().map(p -> matches(packagePattern, p)).orElse(false))
                && (pathPattern.isEmpty() || matches(pathPattern, f.evidence()));
    }

    private static boolean matches(String pattern, Finding.PackageRef p) {
        if (!pattern.startsWith("pkg:")) {
            return Glob.matches(pattern, p.name()) || Glob.matches(pattern, p.name() + "@" + p.version());
        }
        String purl = p.purl();
        int qualifiers = purl.indexOf('?');
        String versioned = qualifiers < 0 ? purl : purl.substring(0, qualifiers);
        int at = versioned.lastIndexOf('@');
        String bare = at < 0 ? versioned : versioned.substring(0, at);
        return Glob.matches(pattern, purl) || Glob.matches(pattern, versioned) || Glob.matches(pattern, bare);
    }

    /** All places, for a waiver of one place must not hide the others. */
    private static boolean matches(String pattern, List<Evidence> evidence) {
        for (Evidence place : evidence) {
            if (!Glob.matches(pattern, place.path())) {
                return false;
            }
        }
        return !evidence.isEmpty();
    }
}
