package dev.hullmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MarkTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Mark HERE = new Mark("abc1", 77);

    private static boolean leftover(String name, boolean alive) {
        return HERE.isLeftover(name, NOW, pid -> alive);
    }

    @Test
    void whatADeadRunOfThisPlaceLeftGoes() {
        assertThat(leftover(HERE.name(NOW), false)).isTrue();
        assertThat(leftover(HERE.name(NOW), true)).isFalse();
    }

    /** Another container or host may share the engine, where the same pid is somebody else. */
    @Test
    void elsewhereOnlyTheOldGo() {
        Mark there = new Mark("abc2", 77);
        assertThat(leftover(there.name(NOW), false)).isFalse();
        assertThat(leftover(there.name(NOW.minus(Duration.ofDays(2))), false)).isTrue();
    }

    @Test
    void whatIsCalledOtherwiseIsNotOurs() {
        assertThat(leftover("web", false)).isFalse();
        assertThat(leftover("hullmark-prove-web", false)).isFalse();
        assertThat(leftover("x-" + HERE.name(NOW), false)).isFalse();
        assertThat(leftover("hullmark-prove-abc1-99999999999-1-1", false)).isFalse();
    }

    @Test
    void namesDifferAndTheEngineTakesThem() {
        Mark mark = Mark.ofProcess();
        assertThat(mark.name(NOW)).isNotEqualTo(mark.name(NOW)).matches("[a-zA-Z0-9][a-zA-Z0-9_.-]+");
        assertThat(mark.isLeftover(mark.name(NOW), NOW, pid -> false)).isTrue();
    }
}
