package dev.hullmark.advisories;

import dev.hullmark.advisories.Affected.Event;
import dev.hullmark.advisories.Affected.Range;
import dev.hullmark.advisories.Affected.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The short forms in which distributions say what is affected. */
final class Fixes {
    private Fixes() {}

    /** From a version ({@code 0}: from the first) up to the one that mends it. */
    static Affected before(String ecosystem, String name, String introduced, String fixed) {
        return of(
                ecosystem,
                name,
                List.of(new Event(Event.Kind.INTRODUCED, introduced), new Event(Event.Kind.FIXED, fixed)),
                "",
                Status.AFFECTED);
    }

    /** Every version there is. */
    static Affected all(String ecosystem, String name, String severity, Status status) {
        return of(ecosystem, name, List.of(new Event(Event.Kind.INTRODUCED, "0")), severity, status);
    }

    /** No version at all, and said so. */
    static Affected none(String ecosystem, String name) {
        return new Affected(ecosystem, name, List.of(), List.of(), List.of(), List.of(), "", Status.NOT_AFFECTED);
    }

    static Affected of(String ecosystem, String name, List<Event> events, String severity, Status status) {
        List<Range> ranges = List.of(new Range(Range.Type.ECOSYSTEM, events));
        return new Affected(ecosystem, name, ranges, List.of(), List.of(), List.of(), severity, status);
    }

    /** {@code epoch:version-release} as an rpm's version is written here: no epoch where it is 0. */
    static String evr(String epoch, String version, String release) {
        boolean zero = epoch.isEmpty() || epoch.equals("0");
        return (zero ? "" : epoch + ":") + version + (release.isEmpty() ? "" : "-" + release);
    }

    /** {@code 2024-06-06}, {@code 2024-07-02 23:22:00}, or RFC 3339; the epoch for anything else. */
    static Instant time(String text) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return Instant.parse(text.length() == 19 ? text.replace(' ', 'T') + "Z" : text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** What an index takes of a text. */
    static boolean sane(String version) {
        return !version.isEmpty() && version.length() <= Limits.VERSION_CHARS && version.indexOf('\0') < 0;
    }

    /** Ids of vulnerabilities, without what is none. */
    static List<String> ids(Iterable<String> ids) {
        List<String> sane = new ArrayList<>();
        for (String id : ids) {
            boolean fits = !id.isEmpty() && id.length() <= Limits.ID_CHARS && id.indexOf('\0') < 0;
            if (fits && !sane.contains(id) && sane.size() < Limits.ALIASES) {
                sane.add(id);
            }
        }
        return sane;
    }
}
