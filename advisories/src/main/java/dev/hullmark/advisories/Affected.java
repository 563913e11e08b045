package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Cvss;
import java.util.List;

/**
 * One package an advisory speaks about.
 *
 * @param ecosystem OSV's name with its release: {@code Debian:12}, {@code npm}
 * @param name the package, as the ecosystem writes it (a distribution's: the source package)
 * @param ranges affected while inside any of them
 * @param versions affected besides, exactly these
 * @param fixedVersions fixes the source names outside ranges ({@code database_specific.fixed_versions})
 * @param cvss this package's own ratings, before the advisory's; usually none
 * @param severity this package's own rating ({@code ecosystem_specific.urgency} or {@code severity}), lower case, or ""
 * @param status what the distribution means to do about it
 */
public record Affected(
        String ecosystem,
        String name,
        List<Range> ranges,
        List<String> versions,
        List<String> fixedVersions,
        List<Cvss> cvss,
        String severity,
        Status status) {

    /** A package of which no more is said than what is affected. */
    public Affected(
            String ecosystem,
            String name,
            List<Range> ranges,
            List<String> versions,
            List<String> fixedVersions,
            List<Cvss> cvss,
            String severity) {
        this(ecosystem, name, ranges, versions, fixedVersions, cvss, severity, Status.AFFECTED);
    }

    /** What a distribution says of a package besides versions. Index files hold its place, so new ones go to the end. */
    public enum Status {
        /** Affected where the versions say so. */
        AFFECTED,
        FIX_DEFERRED,
        WILL_NOT_FIX,
        OUT_OF_SUPPORT,
        UNDER_INVESTIGATION,
        /** Not affected at all, whatever the same advisory says of the source it is built from. */
        NOT_AFFECTED
    }

    /** Events in the source's order. GIT ranges are left out: no installed package has a commit for a version. */
    public record Range(Type type, List<Event> events) {
        public enum Type {
            SEMVER,
            ECOSYSTEM
        }
    }

    /** One event of a range; the version {@code "0"} of INTRODUCED is before every version. */
    public record Event(Kind kind, String version) {
        public enum Kind {
            INTRODUCED,
            FIXED,
            LAST_AFFECTED,
            LIMIT
        }
    }
}
