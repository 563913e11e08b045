package dev.hullmark.posture.container;

import dev.hullmark.model.Coverage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one rule came to over all containers, the worst first: what is not known of one is not known, what does not apply to
 * one may apply to another.
 */
final class Standings {
    private Coverage.Status worst = Coverage.Status.NOT_APPLICABLE;
    private final Map<String, List<String>> reasons = new LinkedHashMap<>();

    /** @param reason "" where there is nothing to say */
    void add(Coverage.Status status, String reason, String container) {
        if (rank(status) < rank(worst)) {
            return;
        }
        if (status != worst) {
            worst = status;
            reasons.clear();
        }
        if (!reason.isEmpty()) {
            reasons.computeIfAbsent(reason, r -> new ArrayList<>()).add(container);
        }
    }

    /** @param what {@code rule:ID} */
    Coverage coverage(String what) {
        return switch (worst) {
            case COMPLETE -> Coverage.complete(what);
            case NOT_APPLICABLE -> new Coverage(what, worst, String.join("; ", reasons.keySet()));
            case PARTIAL, NONE, MANUAL -> {
                List<String> told = new ArrayList<>();
                reasons.forEach((reason, containers) -> told.add(LiveRules.listed(containers) + ": " + reason));
                yield new Coverage(what, worst, String.join("; ", told));
            }
        };
    }

    private static int rank(Coverage.Status status) {
        return switch (status) {
            case NOT_APPLICABLE -> 0;
            case COMPLETE -> 1;
            case MANUAL -> 2;
            case PARTIAL -> 3;
            case NONE -> 4;
        };
    }
}
