package dev.hullmark.report;

import dev.hullmark.model.Finding.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a pipeline demands.
 *
 * @param failOn which findings violate; empty: no gate, every result passes
 * @param onlyFixed whether a vulnerability counts only once there is a fix; malware always counts
 * @param kinds which findings count
 * @param maxFeedAge older feeds prove nothing
 * @param acceptGaps whether an ecosystem without a trustworthy feed may pass
 * @param strict whether any other incomplete coverage fails
 */
public record GatePolicy(
        Optional<FailOn> failOn,
        boolean onlyFixed,
        Set<Kind> kinds,
        Duration maxFeedAge,
        boolean acceptGaps,
        boolean strict) {

    public static final Set<Kind> DEFAULT_KINDS = Set.of(Kind.VULNERABILITY, Kind.MALWARE);
    public static final Duration DEFAULT_MAX_FEED_AGE = Duration.ofDays(7);

    /** No gate. */
    public static final GatePolicy NONE =
            new GatePolicy(Optional.empty(), false, DEFAULT_KINDS, DEFAULT_MAX_FEED_AGE, false, false);

    public GatePolicy {
        kinds = kinds.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(kinds));
    }
}
