package dev.hullmark.report;

import dev.hullmark.model.Base;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Package;
import dev.hullmark.model.Report;
import dev.hullmark.model.Subject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The end of the table: what was seen, what was found, what was not seen, and the verdict. */
final class Summary {
    private static final int LABEL = 10;

    private final StringBuilder text;
    private final Style style;
    private final int width;
    private final Outcome outcome;
    private final Report report;
    private final boolean all;

    Summary(StringBuilder text, Style style, int width, Outcome outcome, boolean all) {
        this.text = text;
        this.style = style;
        this.width = width;
        this.outcome = outcome;
        this.report = outcome.report();
        this.all = all;
    }

    void write() {
        subject();
        report.base().ifPresent(this::base);
        if (!judgesNoPackages()) {
            packages();
        }
        findings();
        since();
        gaps();
        waivers();
        knowledge();
        gate();
    }

    private void subject() {
        Subject subject = report.subject();
        String name = subject.name();
        String source = subject.source().isEmpty() ? "" : " (" + subject.source() + ")";
        String distribution = Words.distribution(outcome);
        item("subject", name + source + (distribution.isEmpty() ? "" : ", " + distribution));
    }

    private void base(Base base) {
        item("base", base.name() + " (" + base.layers() + " of " + Counts.of(base.of(), "layer") + ")");
    }

    /** Who can mend what: a finding is the base's when all that shows it lies in the base's layers. */
    private static String byBase(Base base, List<Finding> findings) {
        int ofBase = 0;
        for (Finding f : findings) {
            boolean all = !f.evidence().isEmpty();
            for (Evidence evidence : f.evidence()) {
                all &= base.has(evidence.layerIndex());
            }
            ofBase += all ? 1 : 0;
        }
        return "fix by base: " + ofBase + ", own: " + (findings.size() - ofBase);
    }

    /** Of a Dockerfile "no package, no vulnerability" would sound like a verdict: nobody looked for either. */
    private boolean judgesNoPackages() {
        return report.subject().source().equals("dockerfile");
    }

    private void packages() {
        Map<String, Integer> byType = new TreeMap<>();
        for (Package p : outcome.inventory().packages()) {
            byType.merge(p.type().purlType(), 1, Integer::sum);
        }
        StringBuilder line = new StringBuilder().append(report.packages());
        String separator = ": ";
        for (Map.Entry<String, Integer> type : byType.entrySet()) {
            line.append(separator).append(type.getValue()).append(' ').append(type.getKey());
            separator = ", ";
        }
        item("packages", line.toString());
    }

    private void findings() {
        List<Finding> counting = new ArrayList<>();
        List<Finding> others = new ArrayList<>();
        int waived = 0;
        int malware = 0;
        int exploited = 0;
        for (Finding f : report.findings()) {
            if (f.waived().isPresent()) {
                waived++;
                continue;
            }
            others.add(f);
            if (FactsBody.shows(f)) {
                continue;
            }
            counting.add(f);
            malware += f.kind() == Kind.MALWARE ? 1 : 0;
            exploited += Block.exploited(f) ? 1 : 0;
        }
        StringBuilder line = new StringBuilder();
        if (counting.isEmpty()) {
            line.append(none());
        } else {
            line.append(counting.size()).append(": ").append(Counts.bySeverity(counting));
        }
        if (!judgesNoPackages() || others.isEmpty()) {
            item("findings", line.toString());
        }
        List<String> parts = new ArrayList<>();
        if (malware > 0) {
            parts.add(malware + " malware");
        }
        if (exploited > 0) {
            parts.add(exploited + " known to be exploited (KEV)");
        }
        if (!counting.isEmpty()) {
            parts.add(Counts.fixable(counting) + " with a fix");
        }
        if (waived > 0) {
            parts.add(waived + " waived");
        }
        if (!parts.isEmpty()) {
            item("", String.join(", ", parts));
        }
        if (report.base().isPresent() && !counting.isEmpty()) {
            item("", byBase(report.base().get(), counting));
        }
        counted("secrets", FactsBody.of(others, Kind.SECRET));
        counted("privilege", FactsBody.of(others, Kind.PRIVILEGE));
        counted("hardening", FactsBody.of(others, Kind.HARDENING));
        counted("licences", FactsBody.of(others, Kind.LICENCE));
    }

    private void counted(String label, List<Finding> findings) {
        if (!findings.isEmpty()) {
            item(label, findings.size() + ": " + Counts.bySeverity(findings));
        }
    }

    private void since() {
        if (outcome.since().isEmpty()) {
            return;
        }
        Since since = outcome.since().get();
        item("baseline", since.newKeys().size() + " new, " + since.gone().size() + " gone since " + since.baseline());
        int named = 0;
        for (Finding f : since.gone()) {
            if (!all && named++ == Limits.GAPS) {
                item("", "and " + Counts.of(since.gone().size() - Limits.GAPS, "more gone finding") + " (--all)");
                return;
            }
            item("", "gone: " + f.id() + " in " + Words.about(f));
        }
    }

    private Optional<Coverage> notAsked() {
        return report.coverage().stream()
                .filter(c -> c.what().equals(Gate.VULNERABILITIES) && c.status() == Coverage.Status.NOT_APPLICABLE)
                .findFirst();
    }

    private String none() {
        if (notAsked().isPresent()) {
            return notAsked().get().reason();
        }
        if (starterOnly()) {
            return "none, but only the starter set was there to judge by";
        }
        return Gaps.any(report.coverage()) ? "none in what could be judged" : "none";
    }

    /** Whether no feed that was needed was at hand: then the starter set judged alone. */
    private boolean starterOnly() {
        return report.scanner().feedsUpdated().isEmpty() && report.packages() > 0;
    }

    private void gaps() {
        String label = "not seen";
        for (String line : Gaps.lines(report.coverage(), all)) {
            item(label, line);
            label = "";
        }
    }

    private void waivers() {
        int shown = 0;
        for (Coverage coverage : report.coverage()) {
            if (coverage.what().startsWith("waiver:") && (all || shown < Limits.GAPS)) {
                item(
                        shown++ == 0 ? "waivers" : "",
                        coverage.what().substring("waiver:".length()) + " " + coverage.reason());
            }
        }
        int documents = 0;
        for (Coverage coverage : report.coverage()) {
            if (coverage.what().startsWith("vex:") && (all || documents < Limits.GAPS)) {
                item(
                        documents++ == 0 ? "vex" : "",
                        coverage.what().substring("vex:".length()) + ": " + coverage.reason());
            }
        }
    }

    private void knowledge() {
        if (notAsked().isPresent()) {
            return;
        }
        String updated = report.scanner().feedsUpdated();
        if (updated.isEmpty()) {
            item(
                    "advisories",
                    starterOnly()
                            ? "only the starter set of well-known vulnerabilities: run `hullmark db update`,"
                                    + " or `hullmark db import PATH` without network"
                            : "none needed");
            return;
        }
        try {
            Duration age = Duration.between(Instant.parse(updated), outcome.now());
            item("advisories", "confirmed " + Ages.ago(age) + " (" + updated + ")");
        } catch (DateTimeException e) {
            item("advisories", "confirmed " + updated);
        }
    }

    private void gate() {
        if (outcome.gate().isEmpty()) {
            return;
        }
        GateResult gate = outcome.gate().get();
        String verdict =
                switch (gate.exitCode()) {
                    case 0 -> style.good("passed");
                    case 1 -> style.bad("failed");
                    default -> style.bad("not proven");
                };
        label("gate");
        text.append(verdict).append(" (exit code ").append(gate.exitCode()).append(")\n");
        gate.violations().forEach(s -> item("", s));
        int named = 0;
        for (String gap : gate.gaps()) {
            if (!all && named == Limits.NAMED_BY_GATE) {
                item("", "and " + Counts.of(gate.gaps().size() - named, "more gap") + " (--all)");
                break;
            }
            item("", gap);
            named++;
        }
        warnings(gate.warnings());
    }

    /** Warnings that only repeat what was not seen are counted. */
    private void warnings(List<String> warnings) {
        Set<String> told = new HashSet<>();
        for (Coverage coverage : report.coverage()) {
            told.add(Gate.sentence(coverage));
        }
        int repeated = 0;
        for (String warning : warnings) {
            if (told.contains(warning)) {
                repeated++;
            } else {
                item("", "warning: " + warning);
            }
        }
        if (repeated > 0) {
            item("", "warning: " + Counts.of(repeated, "gap") + " in what was seen; --strict fails on them");
        }
    }

    private void label(String label) {
        text.append(style.bold(label)).append(" ".repeat(LABEL - label.length() + 2));
    }

    /** A labelled line, wrapped at blanks to the width and indented under itself. */
    private void item(String label, String value) {
        label(label);
        int room = width - LABEL - 2;
        String rest = Text.visible(value.length() > 20 * room ? value.substring(0, 20 * room) + "…" : value);
        boolean first = true;
        while (!rest.isEmpty()) {
            int end = rest.length();
            if (Text.columns(rest) > room) {
                int fits = Math.max(1, Text.take(rest, room).length());
                int blank = rest.lastIndexOf(' ', fits);
                end = blank > 0 ? blank : fits;
            }
            text.append(first ? "" : " ".repeat(LABEL + 2)).append(rest, 0, end).append('\n');
            rest = rest.substring(end).stripLeading();
            first = false;
        }
        if (first) {
            text.append('\n');
        }
    }
}
