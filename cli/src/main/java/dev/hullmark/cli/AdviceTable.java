package dev.hullmark.cli;

import dev.hullmark.match.Advice;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Advice for people: what to change, what each change removes, what is left. */
final class AdviceTable {
    private static final int[] WIDTHS = {3, 7, 6, 30};
    private static final int GAPS = 5;
    private static final int NAMED = 5;

    private final Lines lines = new Lines();
    private final Inventory inventory;
    private final Advice advice;

    private AdviceTable(Inventory inventory, Advice advice) {
        this.inventory = inventory;
        this.advice = advice;
    }

    static void write(Inventory inventory, Advice advice, List<Coverage> gaps, int top, OutputStream out)
            throws IOException {
        AdviceTable table = new AdviceTable(inventory, advice);
        table.changes(top);
        table.commands(top);
        table.summary(gaps);
        table.lines.writeTo(out);
    }

    private void changes(int top) {
        if (advice.changes().isEmpty()) {
            return;
        }
        lines.line(" " + Lines.columns(WIDTHS, "#", "REMOVES", "TYPE", "CHANGE"));
        int number = 0;
        for (Advice.Change c : advice.changes()) {
            if (number == top) {
                lines.line("    and " + (advice.changes().size() - top) + " more changes; --top N lists them");
                break;
            }
            number++;
            String removes = String.valueOf(c.removed().size());
            lines.line(" "
                    + Lines.columns(
                            WIDTHS, String.valueOf(number), removes, c.type().purlType(), c.name()));
            String indent = "                        ";
            lines.line(indent
                    + (c.to().isEmpty()
                            ? c.from() + ": remove it, it is malware"
                            : c.from() + " → " + c.to() + (c.major() ? "  (major)" : "")));
            lines.line(indent + bySeverity(c.removed()) + where(c));
        }
        lines.blank();
    }

    private static String where(Advice.Change c) {
        String copies = c.places() > 1 ? ", " + c.places() + (c.type().ofDistribution() ? " packages" : " places") : "";
        if (c.layers().isEmpty()) {
            return copies;
        }
        StringBuilder layers = new StringBuilder(c.layers().size() == 1 ? ", layer" : ", layers");
        for (int layer : c.layers().subList(0, Math.min(NAMED, c.layers().size()))) {
            layers.append(' ').append(layer);
        }
        return copies + layers;
    }

    static String bySeverity(List<Finding> findings) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        int exploited = 0;
        for (Finding f : findings) {
            counts.merge(f.severity(), 1, Integer::sum);
            exploited += f.advisory().map(Finding.AdvisoryRef::kev).orElse(false) ? 1 : 0;
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((severity, count) ->
                parts.add(count + " " + (severity == Severity.UNKNOWN ? "unrated" : severity.text())));
        if (exploited > 0) {
            parts.add(exploited + " exploited");
        }
        return String.join(", ", parts);
    }

    /** One line for all of a distribution's packages, to be copied into a Dockerfile. */
    private void commands(int top) {
        boolean headed = false;
        for (PackageType type : List.of(PackageType.DEB, PackageType.APK, PackageType.RPM)) {
            Set<String> names = new LinkedHashSet<>();
            int unnamed = 0;
            List<Advice.Change> listed =
                    advice.changes().subList(0, Math.min(top, advice.changes().size()));
            for (Advice.Change c : listed) {
                if (c.type() == type && !c.to().isEmpty()) {
                    if (UpgradeLine.of(type, c.packages(), inventory.distribution())
                            .isPresent()) {
                        names.addAll(c.packages());
                    } else {
                        unnamed++;
                    }
                }
            }
            if (!names.isEmpty()) {
                if (!headed) {
                    lines.line("RUN");
                    headed = true;
                }
                String update = type == PackageType.DEB ? "apt-get update && " : "";
                lines.whole("  " + update
                        + UpgradeLine.of(type, names, inventory.distribution()).orElse(""));
            }
            if (unnamed > 0) {
                lines.line("  " + unnamed + " with names that may not stand on a command line are left out");
            }
        }
        if (headed) {
            lines.blank();
        }
    }

    private void summary(List<Coverage> gaps) {
        int after = advice.remaining().size() + advice.introduced().size();
        if (advice.changes().isEmpty()) {
            lines.line(
                    advice.before() == 0
                            ? "nothing to change: no findings" + (gaps.isEmpty() ? "" : " in what could be judged")
                            : "no known version is better: " + findings(advice.before()) + " stay");
        } else {
            int changes = advice.changes().size();
            lines.line("checked    " + advice.before() + " → " + findings(after) + " by "
                    + (changes == 1 ? "this change" : "all " + changes + " changes")
                    + ", judged by the same advisories");
        }
        if (!advice.remaining().isEmpty()) {
            lines.labelled("remain     ", bySeverity(advice.remaining()));
        }
        if (!advice.introduced().isEmpty()) {
            lines.labelled("new        ", bySeverity(advice.introduced()) + ": known of the versions changed to");
            for (Finding f : advice.introduced()
                    .subList(0, Math.min(NAMED, advice.introduced().size()))) {
                String about = f.pkg().map(p -> p.name() + " " + p.version()).orElse("");
                lines.line("           " + f.id() + " in " + about);
            }
        }
        if (advice.base().isPresent()) {
            Advice.Base base = advice.base().get();
            String by = base.layer().createdBy().isEmpty()
                    ? ""
                    : " (" + base.layer().createdBy() + ")";
            lines.wrapped(
                    0,
                    "base       " + findings(base.findings()) + " of these come with layer 0" + by
                            + " alone: a newer base image may bring the fixes");
        }
        int told = 0;
        for (Coverage gap : gaps) {
            if (told++ == GAPS) {
                lines.line("           and " + (gaps.size() - GAPS) + " more; --format json lists them");
                break;
            }
            lines.labelled(told == 1 ? "not seen   " : "           ", gap.what() + ": " + gap.reason());
        }
    }

    private static String findings(int count) {
        return count + (count == 1 ? " finding" : " findings");
    }
}
