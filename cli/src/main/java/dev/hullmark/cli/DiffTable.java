package dev.hullmark.cli;

import dev.hullmark.model.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A difference for people. */
final class DiffTable {
    private static final int SHOWN = 40;
    private static final int GAPS = 5;
    private static final int[] PACKAGE = {6, 34, 40};
    private static final int[] FINDING = {10, 20, 44};

    private final Lines lines = new Lines();
    private final boolean all;

    private DiffTable(boolean all) {
        this.all = all;
    }

    static void write(Difference difference, boolean all, OutputStream out) throws IOException {
        DiffTable table = new DiffTable(all);
        table.write(difference);
        table.lines.writeTo(out);
    }

    private void write(Difference d) {
        lines.line("- " + d.before().subject().name());
        lines.line("+ " + d.after().subject().name());
        lines.blank();
        if (d.packages().isEmpty()) {
            lines.line("PACKAGES not compared: a report names only those with findings");
        } else {
            PackageDelta p = d.packages().get();
            lines.line("PACKAGES " + p.gained().size() + " gained, " + p.lost().size() + " lost, "
                    + p.changed().size() + " changed");
            packages("+", p.gained());
            packages("-", p.lost());
            packages("~", p.changed());
        }
        lines.blank();
        lines.line("FINDINGS " + d.findings().gained().size() + " gained, "
                + d.findings().gone().size() + " lost, " + d.findings().kept().size() + " in both");
        findings("+", d.findings().gained());
        findings("-", d.findings().gone());
        if (!d.gaps().isEmpty()) {
            lines.blank();
            lines.line("NOT SEEN");
            for (int i = 0; i < d.gaps().size(); i++) {
                if (!all && i == GAPS) {
                    lines.line("  and " + (d.gaps().size() - GAPS) + " more; --all lists each");
                    break;
                }
                lines.wrapped(2, d.gaps().get(i));
            }
        }
    }

    private boolean more(int shown, int of, String sign) {
        if (all || shown < SHOWN) {
            return false;
        }
        lines.line("  " + sign + " and " + (of - shown) + " more; --all lists each");
        return true;
    }

    private void packages(String sign, List<PackageDelta.Change> changes) {
        int shown = 0;
        for (PackageDelta.Change c : changes) {
            if (more(shown, changes.size(), sign)) {
                return;
            }
            shown++;
            String versions = c.before().isEmpty() || c.after().isEmpty()
                    ? c.before() + c.after()
                    : c.before() + " → " + c.after();
            lines.line("  " + sign + " " + Lines.columns(PACKAGE, c.type(), c.name(), versions));
        }
    }

    private void findings(String sign, List<Finding> findings) {
        int shown = 0;
        for (Finding f : findings) {
            if (more(shown, findings.size(), sign)) {
                return;
            }
            shown++;
            String about = f.pkg()
                    .map(p -> p.name() + " " + p.version())
                    .orElse(f.kind().text());
            lines.line("  " + sign + " " + Lines.columns(FINDING, f.severity().text(), f.id(), about));
        }
    }
}
