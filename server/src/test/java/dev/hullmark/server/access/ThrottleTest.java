package dev.hullmark.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final Throttle throttle = new Throttle(3, Duration.ofMinutes(1));

    /** Who tries as soon as it is taken. */
    private List<Long> pauses(int attempts) {
        List<Long> pauses = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < attempts; i++) {
            Duration pause = throttle.attempt("eve", now);
            pauses.add(pause.toSeconds());
            now = now.plus(pause);
            if (!pause.isZero()) {
                assertThat(throttle.attempt("eve", now)).isZero();
            }
        }
        return pauses;
    }

    @Test
    void pausesDoubleUpToABound() {
        assertThat(pauses(10)).containsExactly(0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L);
        assertThat(throttle.attempt("adam", START)).isZero();
    }

    @Test
    void manyAtOnceAreNoWayAround() {
        List<Duration> taken = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Duration pause = throttle.attempt("eve", START);
            if (pause.isZero()) {
                taken.add(pause);
            }
        }
        assertThat(taken).hasSize(3);
    }

    @Test
    void whoKnowsTheSecretStartsAnewAndTimeHeals() {
        pauses(6);
        throttle.forget("eve");
        assertThat(throttle.attempt("eve", START)).isZero();
        pauses(8);
        Instant later = START.plus(Duration.ofHours(3));
        assertThat(throttle.attempt("eve", later)).isZero();
        assertThat(throttle.attempt("eve", later)).isZero();
    }

    @Test
    void aRightAttemptIsNotHeldAgainstAnAddress() {
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.attempt("192.0.2.1", START)).isZero();
            throttle.right("192.0.2.1", START);
        }
    }

    @Test
    void itRemembersSoManyAndNoMore() {
        pauses(6);
        assertThat(throttle.attempt("eve", START)).isPositive();
        for (int i = 0; i < 10_000; i++) {
            throttle.attempt("stranger " + i, START);
        }
        assertThat(throttle.attempt("eve", START)).isZero();
    }
}
