package dev.hullmark.report;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One finding on one line, in columns as wide as the shown findings need.
 *
 * @param kev columns of the mark of exploited ones; 0 when there are none
 * @param epss columns of the likelihood; 0 when none is known
 * @param fresh keys of findings that a baseline does not have
 */
record Row(Style style, int width, int severity, int id, int kev, int epss, int fix, Set<String> fresh) {
    private static final String GAP = "  ";
    private static final int LONGEST_ID = 20;
    private static final int LONGEST_FIX = 24;
    private static final int LONGEST_FIX_IF_NARROW = 16;
    private static final int NARROW = 100;

    /** A shorter title says nothing and is left out. */
    private static final int SHORTEST_TITLE = 12;

    static Row of(List<Finding> findings, Style style, int width, Set<String> fresh) {
        int severity = "SEVERITY".length();
        int id = "ID".length();
        int kev = 0;
        int epss = 0;
        int fix = "FIXED IN".length();
        for (Finding f : findings) {
            severity = Math.max(severity, severity(f).length());
            id = Math.max(id, Math.min(LONGEST_ID, Text.columns(Text.cut(f.id(), LONGEST_ID))));
            kev = Block.exploited(f) ? "KEV".length() : kev;
            epss = epss(f).isEmpty() ? epss : "EPSS".length();
            fix = Math.max(fix, Text.columns(fixedIn(f, width < NARROW ? LONGEST_FIX_IF_NARROW : LONGEST_FIX)));
        }
        return new Row(style, width, severity, id, kev, epss, fix, fresh);
    }

    String heading() {
        String heads = GAP
                + Text.fill("SEVERITY", severity)
                + GAP
                + Text.fill("ID", id)
                + GAP
                + (kev > 0 ? "KEV " : "")
                + (epss > 0 ? "EPSS" + GAP : "")
                + Text.fill("FIXED IN", fix)
                + (titleRoom() > 0 ? GAP + "WHAT" : "");
        return style.faint(heads.stripTrailing());
    }

    String line(Finding f) {
        StringBuilder line = new StringBuilder(GAP);
        line.append(style.severity(f.severity(), Text.fill(severity(f), severity)))
                .append(GAP)
                .append(Text.fill(f.id(), id))
                .append(GAP);
        if (kev > 0) {
            line.append(Block.exploited(f) ? style.alarm("KEV") : "   ").append(' ');
        }
        if (epss > 0) {
            String likely = epss(f);
            line.append(" ".repeat(epss - likely.length())).append(likely).append(GAP);
        }
        line.append(Text.fill(fixedIn(f, fix), fix));
        String marks = (fresh.contains(f.key()) ? "new " : "") + (f.waived().isPresent() ? "(waived) " : "");
        String title = marks + title(f);
        if (titleRoom() > 0) {
            line.append(GAP).append(Text.cut(title, titleRoom()));
        }
        return line.toString().stripTrailing();
    }

    private int titleRoom() {
        int used = GAP.length() + severity + GAP.length() + id + GAP.length() + fix + GAP.length();
        used += (kev > 0 ? kev + 1 : 0) + (epss > 0 ? epss + GAP.length() : 0);
        return width - used >= SHORTEST_TITLE ? width - used : 0;
    }

    private static String severity(Finding f) {
        if (f.kind() == Finding.Kind.MALWARE) {
            return "MALWARE";
        }
        return f.severity() == Severity.UNKNOWN
                ? "UNRATED"
                : f.severity().text().toUpperCase(Locale.ROOT);
    }

    private static String epss(Finding f) {
        return f.advisory()
                .flatMap(Finding.AdvisoryRef::epss)
                .map(e -> e.score() < 0.01 ? "<1%" : Math.round(Math.min(1, e.score()) * 100) + "%")
                .orElse("");
    }

    /** Whole versions as far as there is room: half a version would read as another one. */
    private static String fixedIn(Finding f, int room) {
        if (f.kind() == Finding.Kind.MALWARE) {
            return "remove it";
        }
        if (f.fixedIn().isEmpty()) {
            return "no fix";
        }
        StringBuilder fixed = new StringBuilder(Text.visible(f.fixedIn().getFirst()));
        for (int i = 1; i < f.fixedIn().size(); i++) {
            String next = ", " + Text.visible(f.fixedIn().get(i));
            int left = f.fixedIn().size() - i;
            int needed = left > 1 ? more(left - 1).length() : 0;
            if (Text.columns(fixed.toString()) + Text.columns(next) + needed > room) {
                return Text.cut(fixed.toString(), room - more(left).length()) + more(left);
            }
            fixed.append(next);
        }
        return Text.cut(fixed.toString(), room);
    }

    private static String more(int versions) {
        return " +" + versions;
    }

    /** Without the id before it, which has a column of its own; nothing when it only names the package. */
    private static String title(Finding f) {
        String title = f.title();
        if (f.pkg().isPresent() && title.equals(f.id() + " in " + f.pkg().get().name())) {
            return "";
        }
        int start = title.startsWith(f.id()) ? f.id().length() : 0;
        while (start > 0 && start < title.length() && " :-".indexOf(title.charAt(start)) >= 0) {
            start++;
        }
        return start == title.length() ? title : title.substring(start);
    }
}
