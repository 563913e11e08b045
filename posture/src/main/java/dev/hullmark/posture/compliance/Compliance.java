package dev.hullmark.posture.compliance;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a report stands to a profile.
 *
 * @param profile what is asked for
 * @param groups each of its groups, in its order
 */
public record Compliance(Profile profile, List<Group> groups) {
    /** How one rule stands. */
    public enum Standing {
        PASS,
        FAIL,
        /** Every finding of it is accepted by a waiver. */
        WAIVED,
        NOT_APPLICABLE,
        /** Only a person can judge it. */
        MANUAL,
        /** It was asked and could not be seen. */
        UNKNOWN,
        /** The check that ran does not ask it. */
        NOT_ASKED,
        /** The check that ran asks it, and was told not to. */
        LEFT_OUT
    }

    /** @param evidence what was found, or why there is no verdict; may be empty */
    public record Line(String rule, Standing standing, List<String> evidence) {
        public Line {
            evidence = List.copyOf(evidence);
        }
    }

    /** @param lines each rule of it */
    public record Group(String title, List<Line> lines) {
        public Group {
            lines = List.copyOf(lines);
        }

        public long count(Standing standing) {
            return lines.stream().filter(line -> line.standing() == standing).count();
        }

        /** It passes when something passes and nothing fails, stayed unseen or was left out: what nobody judged is no pass. */
        public Standing standing() {
            if (count(Standing.FAIL) > 0) {
                return Standing.FAIL;
            }
            if (count(Standing.UNKNOWN) > 0) {
                return Standing.UNKNOWN;
            }
            if (count(Standing.LEFT_OUT) > 0) {
                return Standing.LEFT_OUT;
            }
            long passed = count(Standing.PASS) + count(Standing.WAIVED);
            if (passed > 0) {
                return Standing.PASS;
            }
            return count(Standing.MANUAL) + count(Standing.NOT_ASKED) > 0 ? Standing.MANUAL : Standing.NOT_APPLICABLE;
        }
    }

    public Compliance {
        groups = List.copyOf(groups);
    }

    /** @param leftOut rules that the check which ran was told to leave out */
    public static Compliance of(Profile profile, Report report, Set<String> leftOut) {
        Map<String, Coverage> asked = new HashMap<>();
        for (Coverage coverage : report.coverage()) {
            if (coverage.what().startsWith("rule:")) {
                asked.put(coverage.what().substring("rule:".length()), coverage);
            }
        }
        Map<String, List<Finding>> found = new HashMap<>();
        for (Finding finding : report.findings()) {
            found.computeIfAbsent(finding.id(), id -> new ArrayList<>(1)).add(finding);
        }
        List<Group> groups = new ArrayList<>();
        for (Profile.Group group : profile.groups()) {
            groups.add(new Group(
                    group.title(),
                    group.rules().stream()
                            .map(rule -> leftOut.contains(rule)
                                    ? new Line(rule, Standing.LEFT_OUT, List.of())
                                    : line(rule, found.getOrDefault(rule, List.of()), asked))
                            .toList()));
        }
        return new Compliance(profile, groups);
    }

    private static Line line(String rule, List<Finding> found, Map<String, Coverage> asked) {
        if (!found.isEmpty()) {
            boolean waived = found.stream().allMatch(f -> f.waived().isPresent());
            List<String> evidence = found.stream()
                    .filter(f -> waived || f.waived().isEmpty())
                    .map(Finding::title)
                    .toList();
            return new Line(rule, waived ? Standing.WAIVED : Standing.FAIL, evidence);
        }
        Coverage coverage = asked.get(rule);
        if (coverage == null) {
            return new Line(rule, Standing.NOT_ASKED, List.of("another check asks it"));
        }
        Standing standing =
                switch (coverage.status()) {
                    case COMPLETE -> Standing.PASS;
                    case NOT_APPLICABLE -> Standing.NOT_APPLICABLE;
                    case MANUAL -> Standing.MANUAL;
                    case NONE, PARTIAL -> Standing.UNKNOWN;
                };
        return new Line(rule, standing, coverage.reason().isEmpty() ? List.of() : List.of(coverage.reason()));
    }
}
