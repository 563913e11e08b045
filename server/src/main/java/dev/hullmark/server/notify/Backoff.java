package dev.hullmark.server.notify;

import java.time.Duration;
import java.util.Optional;

/** How long to wait before a message is sent again: twice as long each time, up to an hour. */
final class Backoff {
    /** The last of them comes some twelve hours after the first. */
    static final int ATTEMPTS = 20;

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    private Backoff() {}

    /**
     * @param attempts how often it was tried
     * @param asked how long the receiver asked to be left alone
     * @param chance from 0 to 1: not all at the same moment
     */
    static Duration pause(int attempts, Optional<Duration> asked, double chance) {
        long doubled = FIRST.toMillis() << Math.min(attempts - 1, 20);
        long usual = Math.min(doubled, LONGEST.toMillis());
        long spread = Math.round(usual * (0.8 + 0.4 * chance));
        return Duration.ofMillis(Math.max(spread, asked.map(Duration::toMillis).orElse(0L)));
    }
}
