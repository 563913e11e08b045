package dev.hullmark.match;

import dev.hullmark.advisories.Advisory;
import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.FindingDelta;
import dev.hullmark.model.Report;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What changed between an earlier and today's verdict on an inventory, and why. */
public final class Changes {
    private final AdvisoryIndex index;
    private final Optional<String> scanner;
    private final Function<Finding, Optional<String>> unjudged;

    private Changes(AdvisoryIndex index, Optional<String> scanner, Function<Finding, Optional<String>> unjudged) {
        this.index = index;
        this.scanner = scanner;
        this.unjudged = unjudged;
    }

    /** Most urgent first, what is gone last. */
    public static List<Change> of(Report before, Report after, AdvisoryIndex index) {
        return new Changes(index, scanner(before.scanner(), after.scanner()), f -> unjudged(f, before, after))
                .all(FindingDelta.of(before.findings(), after.findings()));
    }

    /** What changed where the advisories did, and nothing else. */
    public static List<Change> of(FindingDelta delta, AdvisoryIndex index) {
        return new Changes(index, Optional.empty(), f -> Optional.empty()).all(delta);
    }

    private List<Change> all(FindingDelta delta) {
        List<Change> changes = new ArrayList<>();
        for (Finding f : delta.gained()) {
            changes.add(new Change(Change.Kind.NEW, f, "", cause(f)));
        }
        for (FindingDelta.Kept kept : delta.kept()) {
            Finding then = kept.before();
            Finding now = kept.after();
            if (exploited(now) && !exploited(then)) {
                changes.add(new Change(Change.Kind.EXPLOITED, now, "", "CISA lists it as exploited"));
            }
            if (now.severity() != then.severity()) {
                changes.add(
                        new Change(Change.Kind.SEVERITY, now, then.severity().text(), cause(now)));
            }
            if (then.fixedIn().isEmpty() && !now.fixedIn().isEmpty()) {
                changes.add(new Change(
                        Change.Kind.FIXABLE,
                        now,
                        "",
                        "fixed in " + now.fixedIn().getFirst() + "; " + cause(now)));
            }
        }
        for (Finding f : delta.gone()) {
            changes.add(gone(f));
        }
        return changes;
    }

    private static boolean exploited(Finding f) {
        return f.advisory().map(Finding.AdvisoryRef::kev).orElse(false);
    }

    private Change gone(Finding f) {
        Optional<String> silent = unjudged.apply(f);
        if (silent.isPresent()) {
            return new Change(Change.Kind.UNJUDGED, f, "", "no longer judged: " + silent.get());
        }
        if (scanner.isPresent()) {
            return new Change(Change.Kind.GONE, f, "", scanner.get());
        }
        List<Advisory> known = advisories(f);
        if (known.isEmpty()) {
            return new Change(Change.Kind.GONE, f, "", source(f) + " is in no feed any more");
        }
        Instant withdrawn = Instant.MIN;
        for (Advisory advisory : known) {
            if (advisory.withdrawn().isEmpty()) {
                return new Change(Change.Kind.GONE, f, "", dated(advisory) + " no longer speaks against this version");
            }
            Instant one = advisory.withdrawn().get();
            withdrawn = one.isAfter(withdrawn) ? one : withdrawn;
        }
        return new Change(Change.Kind.WITHDRAWN, f, "", source(f) + " was withdrawn on " + day(withdrawn));
    }

    /** Why silence about the finding's package says nothing today. */
    private static Optional<String> unjudged(Finding f, Report before, Report after) {
        String type = f.pkg().map(p -> type(p.purl())).orElse("");
        for (Coverage now : after.coverage()) {
            boolean gap = now.status() == Coverage.Status.NONE || now.status() == Coverage.Status.PARTIAL;
            if (gap && now.what().equals(type) && !before.coverage().contains(now)) {
                return Optional.of(now.reason());
            }
        }
        return Optional.empty();
    }

    private static String type(String purl) {
        int slash = purl.indexOf('/');
        return slash > 4 ? purl.substring(4, slash) : "";
    }

    private String cause(Finding f) {
        if (scanner.isPresent()) {
            return scanner.get();
        }
        List<Advisory> known = advisories(f);
        Optional<Advisory> newest = Optional.empty();
        for (Advisory advisory : known) {
            if (newest.isEmpty() || advisory.modified().isAfter(newest.get().modified())) {
                newest = Optional.of(advisory);
            }
        }
        return newest.map(Changes::dated).orElse("the advisories changed");
    }

    /** That it was the scanner, where the advisories are the same. */
    private static Optional<String> scanner(Report.Scanner before, Report.Scanner after) {
        return before.version().equals(after.version()) || !before.feedsDigest().equals(after.feedsDigest())
                ? Optional.empty()
                : Optional.of("Hullmark " + before.version() + " became " + after.version());
    }

    private static String source(Finding f) {
        return f.advisory().map(Finding.AdvisoryRef::source).orElse(f.id());
    }

    private List<Advisory> advisories(Finding f) {
        List<Advisory> bySource = index.find(source(f));
        return bySource.isEmpty() ? index.find(f.id()) : bySource;
    }

    private static String dated(Advisory advisory) {
        String changed = "changed " + day(advisory.modified());
        return advisory.id()
                + " ("
                + advisory.published()
                        .map(p -> "of " + day(p) + (day(p).equals(day(advisory.modified())) ? "" : ", " + changed))
                        .orElse(changed)
                + ")";
    }

    private static String day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
