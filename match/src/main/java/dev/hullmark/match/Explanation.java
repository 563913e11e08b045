package dev.hullmark.match;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Package;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why something is reported, or is not.
 *
 * @param id as it was asked for
 * @param advisories one line for each advisory that goes by the id
 * @param cases one for each installed package that such an advisory speaks of
 * @param answer the conclusion, one sentence
 */
public record Explanation(String id, List<String> advisories, List<Case> cases, String answer) {
    public Explanation {
        advisories = List.copyOf(advisories);
        cases = List.copyOf(cases);
    }

    /**
     * One installed package under one advisory.
     *
     * @param advisory the advisory's own id
     * @param outcome whether it is reported
     * @param steps every comparison and decision, in order: {@code 1.2-3 < 1.2-5 (fixed) → affected}
     * @param finding the finding that came of it, when reported
     */
    public record Case(Package pkg, String advisory, Outcome outcome, List<String> steps, Optional<Finding> finding) {
        public Case {
            steps = List.copyOf(steps);
        }
    }

    /** What became of a package under an advisory. */
    public enum Outcome {
        REPORTED,
        /** Its version is outside every affected range. */
        NOT_AFFECTED,
        /** The distribution's package that owns it is judged instead. */
        OWNED,
        WITHDRAWN,
        /** A version can't be read. */
        UNKNOWN
    }

    /** The whole as lines for people, without colour. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(advisories);
        for (Case c : cases) {
            lines.add("");
            lines.add(Line.of(c.pkg().purl()));
            c.pkg().evidence().forEach(e -> {
                lines.add("  found in   " + Line.of(e.path()));
                if (e.layerIndex() >= 0) {
                    lines.add("  layer      " + e.layerIndex() + " " + Line.of(e.layer()));
                }
                if (!e.createdBy().isEmpty()) {
                    lines.add("  made by    " + Line.of(e.createdBy()));
                }
            });
            lines.add("  advisory   " + Line.of(c.advisory()));
            for (String step : c.steps()) {
                lines.add("             " + Line.of(step));
            }
        }
        lines.add("");
        lines.add(answer);
        return lines;
    }
}
