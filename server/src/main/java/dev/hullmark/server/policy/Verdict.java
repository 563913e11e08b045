package dev.hullmark.server.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether an image is what it must be.
 *
 * @param violations what it must not be, one clause each
 * @param unproven why no violation would prove nothing, one clause each: that does not pass either
 */
record Verdict(List<String> violations, List<String> unproven) {
    Verdict {
        violations = List.copyOf(violations);
        unproven = List.copyOf(unproven);
    }

    boolean passes() {
        return violations.isEmpty() && unproven.isEmpty();
    }

    List<String> reasons() {
        List<String> all = new ArrayList<>(violations);
        all.addAll(unproven);
        return all;
    }
}
