package dev.hullmark.report;

import java.util.List;
import java.util.Set;

/**
 * The gate's decision.
 *
 * @param exitCode 0 within policy, 1 violated, 2 not proven
 * @param violations what violates, one sentence each
 * @param gaps why a pass would not be proven, one sentence each
 * @param warnings gaps that do not change the exit code
 * @param violating keys of the findings that violate
 */
public record GateResult(
        int exitCode, List<String> violations, List<String> gaps, List<String> warnings, Set<String> violating) {
    public GateResult {
        violations = List.copyOf(violations);
        gaps = List.copyOf(gaps);
        warnings = List.copyOf(warnings);
        violating = Set.copyOf(violating);
    }

    /** When no single finding is to be named. */
    public GateResult(int exitCode, List<String> violations, List<String> gaps, List<String> warnings) {
        this(exitCode, violations, gaps, warnings, Set.of());
    }
}
