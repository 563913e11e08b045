package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadGuardTest {
    /** Gives {@code size} bytes without the trouble of making them. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(length, left);
            left -= read;
            return read;
        }
    }

    private static long unpack(long packedSize, long unpackedSize, ReadGuard guard) throws IOException {
        PackedStream packed = new PackedStream(new Zeros(packedSize), "sha256", guard);
        packed.transferTo(OutputStream.nullOutputStream());
        UnpackedStream unpacked = new UnpackedStream(new Zeros(unpackedSize), packed, guard);
        byte[] buffer = new byte[1 << 20];
        long size = 0;
        int read = unpacked.read(buffer, 0, buffer.length);
        while (read >= 0) {
            size += read;
            read = unpacked.read(buffer, 0, buffer.length);
        }
        return size;
    }

    private static ReadGuard guard() {
        return guard(ReadBudget.DEFAULT);
    }

    private static ReadGuard guard(ReadBudget budget) {
        return new ReadGuard(Progress.NONE, "", 0, budget);
    }

    @Test
    void aLoneSparseLogFilePasses() throws IOException {
        assertThat(unpack(1 << 20, Limits.GIB, guard())).isEqualTo(Limits.GIB);
        assertThat(unpack(60 << 20, 10 * Limits.GIB, guard())).isEqualTo(10 * Limits.GIB);
    }

    @Test
    void aBombDoesNot() {
        assertThatThrownBy(() -> unpack(1 << 20, Limits.GIB + Limits.MIB, guard()))
                .hasMessage(
                        "was read up to its budget of 1024 MiB (--layer-size): it unpacks to more than 200 times its"
                                + " size, as decompression bombs do");
        assertThatThrownBy(() -> unpack(1 << 10, Long.MAX_VALUE, guard())).hasMessageContaining("bombs do");
    }

    @Test
    void normalButTooLarge() {
        assertThatThrownBy(() -> unpack(500 << 20, 65 * Limits.GIB, guard())).hasMessageContaining("larger than any");
    }

    @Test
    void manySmallBombsAreOne() throws IOException {
        ReadGuard guard = guard();
        unpack(1 << 20, 600 * Limits.MIB, guard);
        assertThatThrownBy(() -> unpack(1 << 20, 600 * Limits.MIB, guard)).hasMessageContaining("bombs do");
    }

    @Test
    void theUserKnowsBetter() throws IOException {
        ReadBudget large = new ReadBudget(70 * Limits.GIB, Limits.READ_TIME);
        assertThat(unpack(1 << 20, 66 * Limits.GIB, guard(large))).isEqualTo(66 * Limits.GIB);
        ReadBudget small = new ReadBudget(Limits.MIB, Limits.READ_TIME);
        assertThatThrownBy(() -> unpack(1 << 10, 2 * Limits.MIB, guard(small))).hasMessageContaining("of 1 MiB");
    }

    @Test
    void endsWithItsTime() {
        ReadGuard over = guard(new ReadBudget(Limits.GIB, Duration.ZERO));
        assertThatThrownBy(() -> unpack(1000, 1000, over))
                .hasMessageContaining("longer than their budget of 0 s (--layer-time)");
        assertThatThrownBy(over::checkStopped).isInstanceOf(TarException.class);
    }

    @Test
    void stopsWhenTold() {
        ReadGuard guard = guard();
        guard.stop();
        assertThatThrownBy(() -> unpack(1000, 1000, guard)).isInstanceOf(TarException.class);
    }
}
