package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SharedAdvisoriesTest {
    private static InputStream bytes(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatOneNodePutsAnotherReadsAndOnlyTheNewestFollows(Databases kind) throws Exception {
        byte[] first = new byte[(3 << 20) + 17];
        new Random(1).nextBytes(first);
        try (Database database = kind.open()) {
            SharedAdvisories shared = new SharedAdvisories(database);
            assertThat(shared.newest()).isEmpty();
            assertThat(shared.put(0, "sha256:1", bytes(first), Instant.EPOCH)).isTrue();
            assertThat(shared.put(0, "sha256:x", bytes(new byte[] {1}), Instant.EPOCH))
                    .isFalse();
            SharedAdvisories.Shared one = shared.newest().orElseThrow();
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            shared.copy(one, read);
            assertThat(read.toByteArray()).isEqualTo(first);
            assertThat(shared.put(1, "sha256:2", bytes(new byte[] {2}), Instant.EPOCH))
                    .isTrue();
            assertThat(shared.put(2, "sha256:3", bytes(new byte[] {3}), Instant.EPOCH))
                    .isTrue();
            assertThat(shared.newest()).contains(new SharedAdvisories.Shared(3, "sha256:3"));
            assertThatThrownBy(() -> shared.copy(one, new ByteArrayOutputStream()))
                    .hasMessageContaining("gone");
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void ofTwoAtOnceOneIsTold(Databases kind) throws Exception {
        try (Database database = kind.open();
                ExecutorService both = Executors.newFixedThreadPool(2)) {
            SharedAdvisories shared = new SharedAdvisories(database);
            for (long before = 0; before < 10; before++) {
                long base = before;
                Callable<Boolean> put =
                        () -> shared.put(base, "sha256:" + base, bytes(new byte[1 << 16]), Instant.EPOCH);
                Future<Boolean> one = both.submit(put);
                Future<Boolean> two = both.submit(put);
                assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder(true, false);
            }
        }
    }
}
