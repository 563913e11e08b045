package dev.hullmark.cli;

import dev.hullmark.match.Change;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What changed, for people: subjects without a change are only counted. */
final class RejudgeTable {
    private static final int[] WIDTHS = {9, 10, 20, 33};
    private static final int SHOWN = 200;

    private RejudgeTable() {}

    static void write(List<Rejudged> all, OutputStream out) throws IOException {
        Lines lines = new Lines();
        int changed = 0;
        int changes = 0;
        for (Rejudged one : all) {
            if (!one.changes().isEmpty() || !one.gaps().isEmpty()) {
                subject(lines, one);
            }
            changed += one.changes().isEmpty() ? 0 : 1;
            changes += one.changes().size();
        }
        String count = all.size() == 1 ? "1 inventory" : all.size() + " inventories";
        lines.line(count + " judged again: "
                + (changes == 0
                        ? "no change since last time"
                        : changes + (changes == 1 ? " change" : " changes") + " in " + changed));
        lines.writeTo(out);
    }

    private static void subject(Lines lines, Rejudged one) {
        int findings = one.report().findings().size();
        lines.line(one.subject().name() + " (" + one.subject().source() + "), "
                + (findings == 1 ? "1 finding" : findings + " findings"));
        for (Coverage gap : one.gaps()) {
            lines.wrapped(2, "not judged: " + gap.what() + ", " + gap.reason());
        }
        int shown = 0;
        for (Change change : one.changes()) {
            if (shown++ == SHOWN) {
                lines.line("  and " + (one.changes().size() - SHOWN) + " more changes; --format json has all");
                break;
            }
            change(lines, change);
        }
        lines.blank();
    }

    private static void change(Lines lines, Change change) {
        Finding f = change.finding();
        String about =
                f.pkg().map(p -> p.name() + " " + p.version()).orElse(f.kind().text());
        lines.line(
                "  " + Lines.columns(WIDTHS, change.kind().text(), f.severity().text(), f.id(), about));
        String was = change.before().isEmpty() ? "" : "was " + change.before() + "; ";
        lines.wrapped(13, was + change.cause());
    }
}
