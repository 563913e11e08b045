package dev.hullmark.cli;

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

/** What changed between an earlier and today's verdict on an inventory, and why. */
final class Changes {
    private final Report before;
    private final Report after;
    private final AdvisoryIndex index;

    private Changes(Report before, Report after, AdvisoryIndex index) {
        this.before = before;
        this.after = after;
        this.index = index;
    }

    /** Most urgent first, what is gone last. */
    static List<Change> of(Report before, Report after, AdvisoryIndex index) {
        return new Changes(before, after, index).all();
    }

    private List<Change> all() {
        FindingDelta delta = FindingDelta.of(before.findings(), after.findings());
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
        Optional<String> unjudged = unjudged(f);
        if (unjudged.isPresent()) {
            return new Change(Change.Kind.UNJUDGED, f, "", "no longer judged: " + unjudged.get());
        }
        if (scannerChanged()) {
            return new Change(Change.Kind.GONE, f, "", scanner());
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
    private Optional<String> unjudged(Finding f) {
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
        if (scannerChanged()) {
            return scanner();
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

    private boolean scannerChanged() {
        return !before.scanner().version().equals(after.scanner().version())
                && before.scanner().feedsDigest().equals(after.scanner().feedsDigest());
    }

    private String scanner() {
        return "Hullmark " + before.scanner().version() + " became "
                + after.scanner().version();
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
