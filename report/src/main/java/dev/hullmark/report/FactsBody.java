package dev.hullmark.report;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the table says of findings that are no package's vulnerability: each secret, and of permissions and licences a
 * line for those that are alike.
 */
final class FactsBody {
    private static final String GAP = "  ";

    private final StringBuilder text;
    private final Style style;
    private final int width;
    private final boolean all;

    FactsBody(StringBuilder text, Style style, int width, boolean all) {
        this.text = text;
        this.style = style;
        this.width = width;
        this.all = all;
    }

    /** Whether a finding is shown here and not among the packages. */
    static boolean shows(Finding f) {
        return switch (f.kind()) {
            case SECRET, PRIVILEGE, HARDENING, LICENCE -> true;
            default -> false;
        };
    }

    void write(List<Finding> findings) {
        secrets(of(findings, Kind.SECRET));
        alike(of(findings, Kind.PRIVILEGE), "PRIVILEGE");
        alike(of(findings, Kind.HARDENING), "HARDENING");
        alike(of(findings, Kind.LICENCE), "LICENCES");
    }

    static List<Finding> of(List<Finding> findings, Kind kind) {
        return findings.stream().filter(f -> f.kind() == kind).toList();
    }

    private void secrets(List<Finding> secrets) {
        if (secrets.isEmpty()) {
            return;
        }
        heading("SECRETS", secrets);
        int severity = widest(secrets);
        int shown = 0;
        for (Finding f : secrets) {
            if (!all && shown == Limits.SECRETS_SHOWN) {
                text.append(GAP)
                        .append("and ")
                        .append(Counts.bySeverity(secrets.subList(shown, secrets.size())))
                        .append(" more (--all)\n");
                break;
            }
            shown++;
            String place = f.evidence().isEmpty() ? "" : place(f.evidence().getFirst());
            String more = f.evidence().size() < 2 ? "" : " +" + (f.evidence().size() - 1);
            int room = width - severity - 2 * GAP.length() - f.id().length() - GAP.length() - more.length();
            line(f.severity(), severity, f.id() + GAP + Text.cutStart(place, room) + more);
            text.append(" ".repeat(severity + 2 * GAP.length()))
                    .append(style.faint(Text.cut(titled(f), width - severity - 2 * GAP.length())))
                    .append('\n');
        }
        text.append('\n');
    }

    private static String place(Evidence evidence) {
        if (evidence.path().isEmpty()) {
            return evidence.createdBy();
        }
        return evidence.line() > 0 ? evidence.path() + ":" + evidence.line() : evidence.path();
    }

    private record Alike(Severity severity, String id, String title) {}

    private void alike(List<Finding> findings, String heading) {
        if (findings.isEmpty()) {
            return;
        }
        heading(heading, findings);
        Map<Alike, List<Finding>> groups = new LinkedHashMap<>();
        for (Finding f : findings) {
            String title = all ? f.key() : f.pkg().isPresent() ? f.title() : "";
            groups.computeIfAbsent(new Alike(f.severity(), f.id(), title), a -> new ArrayList<>())
                    .add(f);
        }
        int severity = widest(findings);
        int shown = 0;
        for (List<Finding> group : groups.values()) {
            if (!all && shown++ == Limits.SECRETS_SHOWN) {
                text.append(GAP).append("and more (--all)\n");
                break;
            }
            Finding first = group.getFirst();
            String what = first.pkg().isPresent() ? titled(first) + ": " + group.size() + " × " : first.id() + GAP;
            int room = width - severity - 2 * GAP.length();
            String rest = group.size() == 1 && first.pkg().isEmpty()
                    ? titled(first)
                    : first.pkg().isPresent() ? names(group) : group.size() + ": " + places(group);
            line(first.severity(), severity, Text.cut(what.replace(": 1 × ", ": ") + rest, room));
        }
        text.append('\n');
    }

    private static String names(List<Finding> group) {
        StringBuilder names = new StringBuilder();
        for (Finding f : group.subList(0, Math.min(group.size(), Limits.NAMED_ALIKE))) {
            f.pkg().ifPresent(p -> names.append(names.isEmpty() ? "" : ", ")
                    .append(p.name())
                    .append(' ')
                    .append(p.version()));
        }
        return names.toString();
    }

    private static String places(List<Finding> group) {
        List<String> paths = new ArrayList<>();
        for (Finding f : group.subList(0, Math.min(group.size(), Limits.NAMED_ALIKE))) {
            if (!f.evidence().isEmpty()) {
                paths.add(f.evidence().getFirst().path());
            }
        }
        return String.join(", ", paths);
    }

    private static String titled(Finding f) {
        return (f.waived().isPresent() ? "(waived) " : "") + f.title();
    }

    private void heading(String name, List<Finding> findings) {
        text.append(style.bold(name))
                .append(GAP)
                .append(style.faint(Counts.bySeverity(findings)))
                .append('\n');
    }

    private static int widest(List<Finding> findings) {
        return findings.stream()
                .mapToInt(f -> f.severity().text().length())
                .max()
                .orElse(0);
    }

    private void line(Severity severity, int columns, String rest) {
        String name = severity.text().toUpperCase(Locale.ROOT);
        text.append(GAP)
                .append(style.severity(severity, Text.fill(name, columns)))
                .append(GAP)
                .append(rest)
                .append('\n');
    }
}
