package dev.hullmark.report;

import java.time.Instant;

/**
 * A feed at hand, as the gate looks at it.
 *
 * @param name the ecosystem it speaks for, as in the gate's list of needed feeds ({@code Debian}, {@code npm})
 * @param starter whether it is the small set shipped with the program, which proves nothing
 * @param confirmed when the source was last known to say just this
 */
public record FeedAge(String name, boolean starter, Instant confirmed) {}
