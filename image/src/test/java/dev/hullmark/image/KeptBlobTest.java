package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KeptBlobTest {
    private static final byte[] BYTES = "x".repeat(200_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @TempDir
    private Path dir = Path.of("");

    private final AtomicInteger sent = new AtomicInteger();

    private KeptBlob blob(long size, Path temporary) {
        return new KeptBlob(
                () -> {
                    sent.incrementAndGet();
                    return new ByteArrayInputStream(BYTES);
                },
                size,
                temporary);
    }

    private static byte[] all(KeptBlob blob) throws IOException {
        try (InputStream in = blob.open()) {
            return in.readAllBytes();
        }
    }

    @Test
    void whatCameWholeIsNotSentAgain() throws IOException {
        try (KeptBlob blob = blob(BYTES.length, dir)) {
            for (int i = 0; i < 3; i++) {
                assertThat(all(blob)).isEqualTo(BYTES);
            }
            assertThat(sent).hasValue(1);
        }
        try (var left = Files.list(dir)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatBrokeOffIsSentAgain() throws IOException {
        try (KeptBlob blob = blob(BYTES.length, dir)) {
            try (InputStream in = blob.open()) {
                assertThat(in.readNBytes(100_000)).hasSize(100_000);
            }
            assertThat(all(blob)).isEqualTo(BYTES);
            assertThat(all(blob)).isEqualTo(BYTES);
            assertThat(sent).hasValue(2);
        }
    }

    @Test
    void whatIsNotAsLargeAsClaimedIsSentAgain() throws IOException {
        for (long claimed : new long[] {0, BYTES.length - 1, BYTES.length + 1}) {
            sent.set(0);
            try (KeptBlob blob = blob(claimed, dir)) {
                assertThat(all(blob)).isEqualTo(BYTES);
                assertThat(all(blob)).isEqualTo(BYTES);
                assertThat(sent).as("claimed " + claimed).hasValue(2);
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatCouldNotBeKeptTakesNoRoomUntilTheImageIsClosed() throws IOException {
        try (KeptBlob blob = blob(BYTES.length - 1, dir)) {
            try (InputStream in = blob.open()) {
                assertThat(in.readNBytes(100_000)).hasSize(100_000);
                assertThat(openFiles()).isEqualTo(1);
                assertThat(in.readAllBytes()).hasSize(BYTES.length - 100_000);
                assertThat(openFiles()).isZero();
            }
        }
    }

    /** Of this process, in the folder; their names are gone already. */
    private long openFiles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(file -> {
                        try {
                            return Files.readSymbolicLink(file).startsWith(dir);
                        } catch (IOException e) {
                            return false; // closed meanwhile
                        }
                    })
                    .count();
        }
    }

    @Test
    void withoutRoomItIsSentAgain() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "no directory");
        for (KeptBlob blob : new KeptBlob[] {blob(BYTES.length, file), blob(Long.MAX_VALUE / 2, dir)}) {
            sent.set(0);
            try (blob) {
                assertThat(all(blob)).isEqualTo(BYTES);
                assertThat(all(blob)).isEqualTo(BYTES);
                assertThat(sent).hasValue(2);
            }
        }
    }
}
