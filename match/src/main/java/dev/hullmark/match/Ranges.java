package dev.hullmark.match;

import dev.hullmark.advisories.Affected;
import dev.hullmark.advisories.Affected.Event;
import dev.hullmark.advisories.Affected.Range;
import dev.hullmark.match.VersionOrder.InvalidVersionException;
import java.util.List;

/**
 * Whether a version is affected, by OSV's algorithm (https://ossf.github.io/osv-schema/#evaluation): inside any range, or
 * named.
 *
 * <p>OSV sorts a range's events by version and lets each one that the version has reached switch between affected and
 * not. Only the last of them decides, so the greatest event reached is searched for here instead.
 */
final class Ranges {
    private static final VersionOrder SEMVER = new SemverOrder(false);

    /** As many leading numbers count in every order; semver takes a fourth for build metadata. */
    private static final int COMMON_NUMBERS = 3;

    private Ranges() {}

    enum Status {
        AFFECTED,
        NOT_AFFECTED,
        /** A version in it can't be read, and nothing else says affected. */
        UNKNOWN
    }

    /** @param order the order of {@code affected}'s ecosystem */
    static Status judge(Affected affected, String version, VersionOrder order) {
        boolean unknown = false;
        for (Range range : affected.ranges()) {
            switch (judge(range, version, orderOf(range, order))) {
                case AFFECTED -> {
                    return Status.AFFECTED;
                }
                case UNKNOWN -> unknown = true;
                case NOT_AFFECTED -> {}
            }
        }
        if (named(affected.versions(), version, order)) {
            return Status.AFFECTED;
        }
        return unknown || (!affected.versions().isEmpty() && unreadable(order, version))
                ? Status.UNKNOWN
                : Status.NOT_AFFECTED;
    }

    /** A range may be in semantic versions whatever the ecosystem; Go's order reads those and its own. */
    static VersionOrder orderOf(Range range, VersionOrder order) {
        return range.type() == Range.Type.SEMVER && !(order instanceof SemverOrder)
                ? SEMVER
                : VersionOrders.forRanges(order);
    }

    private static Status judge(Range range, String version, VersionOrder order) {
        try {
            Event decisive = decisive(range, version, order);
            return decisive != null && decisive.kind() == Event.Kind.INTRODUCED && withinLimits(range, version, order)
                    ? Status.AFFECTED
                    : Status.NOT_AFFECTED;
        } catch (InvalidVersionException e) {
            return Status.UNKNOWN;
        }
    }

    /** The greatest event that the version has reached; of equal ones the later, but a last affected version is last. */
    static @org.jspecify.annotations.Nullable Event decisive(Range range, String version, VersionOrder order) {
        Event best = null;
        for (Event event : range.events()) {
            if (event.kind() == Event.Kind.LIMIT || !reached(event, version, order)) {
                continue;
            }
            int toBest =
                    best == null || zero(best) ? 1 : zero(event) ? -1 : order.compare(event.version(), best.version());
            if (best == null || toBest > 0 || (toBest == 0 && best.kind() != Event.Kind.LAST_AFFECTED)) {
                best = event;
            }
        }
        return best;
    }

    private static boolean reached(Event event, String version, VersionOrder order) {
        if (zero(event)) {
            return true;
        }
        int comparison = order.compare(version, event.version());
        return event.kind() == Event.Kind.LAST_AFFECTED ? comparison > 0 : comparison >= 0;
    }

    static boolean zero(Event event) {
        return event.kind() == Event.Kind.INTRODUCED && event.version().equals("0");
    }

    static boolean withinLimits(Range range, String version, VersionOrder order) {
        boolean limited = false;
        for (Event event : range.events()) {
            if (event.kind() == Event.Kind.LIMIT) {
                if (event.version().equals("*") || order.compare(version, event.version()) < 0) {
                    return true;
                }
                limited = true;
            }
        }
        return !limited;
    }

    /** Whether the list names this version, in whatever spelling. */
    static boolean named(List<String> versions, String version, VersionOrder order) {
        String wanted = order instanceof PypiOrder ? PypiOrder.withoutLocal(version) : version;
        boolean readable = !versions.isEmpty() && !unreadable(order, wanted);
        for (String candidate : versions) {
            if (candidate.equals(version) || candidate.equals(wanted)) {
                return true;
            }
            if (readable && mayBeEqual(candidate, wanted) && same(candidate, wanted, order)) {
                return true;
            }
        }
        return false;
    }

    /**
     * False when two versions differ in one of the numbers they start with, in any order known here: the lists of old
     * advisories are long, and this spares reading most of their entries.
     */
    static boolean mayBeEqual(String a, String b) {
        int i = 0;
        int j = 0;
        for (int number = 0; number < COMMON_NUMBERS; number++) {
            int aEnd = Text.digitsEnd(a, i, a.length());
            int bEnd = Text.digitsEnd(b, j, b.length());
            if (aEnd == i || bEnd == j) {
                return true;
            }
            boolean epoch = at(a, aEnd, ':') || at(a, aEnd, '!') || at(b, bEnd, ':') || at(b, bEnd, '!');
            if (epoch) {
                return true;
            }
            if (Text.compareNumbers(a, i, aEnd, b, j, bEnd) != 0) {
                return false;
            }
            if (!at(a, aEnd, '.') || !at(b, bEnd, '.')) {
                return true;
            }
            i = aEnd + 1;
            j = bEnd + 1;
        }
        return true;
    }

    private static boolean at(String s, int place, char c) {
        return place < s.length() && s.charAt(place) == c;
    }

    private static boolean same(String candidate, String version, VersionOrder order) {
        try {
            return order.compare(candidate, version) == 0;
        } catch (InvalidVersionException e) {
            return false;
        }
    }

    static boolean unreadable(VersionOrder order, String version) {
        try {
            return order.compare(version, version) != 0;
        } catch (InvalidVersionException e) {
            return true;
        }
    }
}
