package dev.hullmark.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hullmark.server.http.OutgoingGuard;
import dev.hullmark.server.work.Context;
import dev.hullmark.server.work.Task;
import dev.hullmark.store.Channels;
import dev.hullmark.store.Database;
import dev.hullmark.store.Deliveries;
import dev.hullmark.store.Deliveries.State;
import dev.hullmark.store.EventFilter;
import dev.hullmark.store.Events;
import dev.hullmark.store.Outbox;
import dev.hullmark.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveringTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path dir = Path.of("");

    private Database database() {
        return Database.file(dir.resolve("hullmark.db"));
    }

    private Delivering delivering(Database database, Instant now) {
        return new Delivering(
                new Context(database, dir, Clock.fixed(now, ZoneOffset.UTC)), new OutgoingGuard(List.of("127.0.0.1")));
    }

    /** A channel to the receiver and one message to it; the delivery's id. */
    private static long queued(Database database, Receiver receiver) {
        Channels channels = new Channels(database);
        EventFilter all = new EventFilter(Optional.empty(), List.of(), List.of(), List.of());
        String settings = "{\"url\":\"" + receiver.url() + "\",\"secret\":\"\"}";
        long channel = channels.add(new Channels.Spec("c", "webhook", settings, all, Duration.ZERO, true), "test", NOW)
                .orElseThrow();
        new Events(database).add(Events.Type.PROMOTED, Optional.empty(), "shop:1 to production", NOW);
        new Outbox(database)
                .gather(
                        channels.byId(channel).orElseThrow(),
                        20,
                        (key, news) -> Composer.write(key, news, "", NOW),
                        NOW);
        return new Deliveries(database)
                .ofChannel(channel, Long.MAX_VALUE, 1)
                .getFirst()
                .id();
    }

    private static Deliveries.Delivery seen(Database database, long id) {
        return new Deliveries(database).byId(id).orElseThrow();
    }

    @Test
    void itIsTriedAgainUnderOneIdAndGivenUpInTheEnd() throws Exception {
        try (Database database = database();
                Receiver receiver = new Receiver()) {
            long id = queued(database, receiver);
            String subject = Long.toString(id);
            receiver.status.set(503);
            for (int attempt = 1; attempt < Backoff.ATTEMPTS; attempt++) {
                Instant now = NOW.plusSeconds(attempt);
                assertThatThrownBy(() -> delivering(database, now).run(subject)).isInstanceOf(Task.Later.class);
                assertThat(seen(database, id).attempts()).isEqualTo(attempt);
                assertThat(seen(database, id).state()).isEqualTo(State.QUEUED);
                assertThat(seen(database, id).changed()).isEqualTo(now);
            }
            delivering(database, NOW).run(subject);
            assertThat(seen(database, id).state()).isEqualTo(State.DEAD);
            assertThat(seen(database, id).reason()).isEqualTo("503 heard");
            assertThat(receiver.ids)
                    .hasSize(Backoff.ATTEMPTS)
                    .containsOnly(seen(database, id).key());
            // Dead is dead, until somebody asks for it.
            delivering(database, NOW).run(subject);
            assertThat(receiver.ids).hasSize(Backoff.ATTEMPTS);
            receiver.status.set(200);
            new Deliveries(database).retry(seen(database, id), "test", NOW);
            delivering(database, NOW).run(subject);
            assertThat(seen(database, id).state()).isEqualTo(State.DELIVERED);
            assertThat(receiver.ids).containsOnly(seen(database, id).key());
        }
    }

    @Test
    void aReceiverThatAsksToBeLeftAloneIs() throws Exception {
        try (Database database = database();
                Receiver receiver = new Receiver()) {
            long id = queued(database, receiver);
            receiver.status.set(429);
            receiver.with.set(Map.of("Retry-After", "1800"));
            Task.Later later = catchThrowableOfType(
                    Task.Later.class, () -> delivering(database, NOW).run(Long.toString(id)));
            assertThat(later).hasMessage("429 heard");
            assertThat(later.pause()).isEqualTo(Duration.ofMinutes(30));
        }
    }

    @Test
    void whatIsRefusedForGoodIsDeadAtOnce() throws Exception {
        try (Database database = database();
                Receiver receiver = new Receiver()) {
            long id = queued(database, receiver);
            receiver.status.set(410);
            delivering(database, NOW).run(Long.toString(id));
            assertThat(seen(database, id).state()).isEqualTo(State.DEAD);
            assertThat(receiver.ids).hasSize(1);
        }
    }

    /** As after a kill between sending and noting it: the receiver gets it again, and knows it by its id. */
    @Test
    void whatWasSentAndNotNotedIsSentAgainUnderTheSameId() throws Exception {
        try (Receiver receiver = new Receiver()) {
            long id;
            try (Database killed = database()) {
                id = queued(killed, receiver);
                receiver.before.set(killed::close);
                assertThatThrownBy(() -> delivering(killed, NOW).run(Long.toString(id)))
                        .isInstanceOf(StoreException.class);
            }
            receiver.before.set(() -> {});
            try (Database database = database()) {
                assertThat(seen(database, id).state()).isEqualTo(State.QUEUED);
                delivering(database, NOW).run(Long.toString(id));
                assertThat(seen(database, id).state()).isEqualTo(State.DELIVERED);
                assertThat(receiver.ids)
                        .hasSize(2)
                        .containsOnly(seen(database, id).key());
                assertThat(receiver.messages.get(1)).isEqualTo(receiver.messages.get(0));
            }
        }
    }

    @Test
    void pausesGrowToAnHourAndAreNotAllTheSame() {
        assertThat(Backoff.pause(1, Optional.empty(), 0.5)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Backoff.pause(2, Optional.empty(), 0.5)).isEqualTo(Duration.ofSeconds(20));
        assertThat(Backoff.pause(1, Optional.empty(), 0)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Backoff.pause(1, Optional.empty(), 1)).isEqualTo(Duration.ofSeconds(12));
        assertThat(Backoff.pause(19, Optional.empty(), 0.5)).isEqualTo(Duration.ofHours(1));
        assertThat(Backoff.pause(1, Optional.of(Duration.ofHours(2)), 0.5)).isEqualTo(Duration.ofHours(2));
    }
}
