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
 */
public record Outcome(Report report, Inventory inventory, Optional<GateResult> gate, Instant now) {}
