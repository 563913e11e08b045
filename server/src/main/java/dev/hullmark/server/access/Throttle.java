package dev.hullmark.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who guesses: after some wrong attempts the next is taken a second later, then two, four, and so on up to a
 * bound, so that nobody is locked out for ever. An attempt counts when it begins: a thousand at once are no way around.
 * Remembers the latest few thousand alone, in this node's memory.
 */
final class Throttle {
    private static final int REMEMBERED = 10_000;
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    private final int free;
    private final Duration longest;
    private final Map<String, Attempts> attempts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param free attempts that nothing follows
     * @param longest to wait
     */
    Throttle(int free, Duration longest) {
        this.free = free;
        this.longest = longest;
    }

    private record Attempts(int wrong, Instant last, Instant next) {}

    /** @return how long to wait; zero when the attempt is taken, and counts as a wrong one until it was {@link #right} */
    synchronized Duration attempt(String who, Instant now) {
        Attempts before = attempts.getOrDefault(who, new Attempts(0, now, now));
        if (before.next.isAfter(now)) {
            return Duration.between(now, before.next);
        }
        int wrong = before.last.plus(FORGOTTEN).isBefore(now) ? 1 : before.wrong + 1;
        attempts.put(who, new Attempts(wrong, now, now.plus(pause(wrong))));
        return Duration.ZERO;
    }

    private Duration pause(int wrong) {
        if (wrong < free) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(wrong - free, MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /** The attempt was none to guess; what was wrong before stays. */
    synchronized void right(String who, Instant now) {
        attempts.computeIfPresent(who, (_, a) -> new Attempts(Math.max(0, a.wrong - 1), a.last, now));
    }

    /** Whoever it is knows the secret. */
    synchronized void forget(String who) {
        attempts.remove(who);
    }
}
