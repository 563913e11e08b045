package dev.hullmark.report;

import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything a format may show.
 *
 * @param report the verdict
 * @param inventory what it was judged from
 * @param gate the gate's decision, when there was a gate
 * @param now when it was judged; only documents that must carry a time, and ages in words, depend on it
 * @param since the baseline it is compared with, when there is one
 */
public record Outcome(
        Report report, Inventory inventory, Optional<GateResult> gate, Instant now, Optional<Since> since) {
    /** Without a baseline. */
    public Outcome(Report report, Inventory inventory, Optional<GateResult> gate, Instant now) {
        this(report, inventory, gate, now, Optional.empty());
    }

    /** Whether this finding is one that the baseline does not have. */
    boolean isNew(String key) {
        return since.isPresent() && since.get().newKeys().contains(key);
    }

    /** Whether the gate counts this finding against the policy. */
    boolean violates(String key) {
        return gate.isPresent() && gate.get().violating().contains(key);
    }
}
