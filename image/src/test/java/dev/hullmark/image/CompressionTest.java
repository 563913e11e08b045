package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
    private static final byte[] TEXT = "all work and no play. ".repeat(20_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path temporary;

    private static byte[] unpack(byte[] packed) throws IOException {
        Compression compression = Compression.of(Arrays.copyOf(packed, Compression.HEAD));
        // Hands out few bytes at a time, as a network does.
        InputStream slow = new ByteArrayInputStream(packed) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1000));
            }

            @Override
            public int available() {
                return 0;
            }
        };
        try (InputStream in = compression.unpack(slow)) {
            return in.readAllBytes();
        }
    }

    @Test
    void oneMemberOrMany() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        for (byte[] bytes : new byte[][] {new byte[0], TEXT, noise}) {
            assertThat(unpack(Pack.gzip(bytes))).isEqualTo(bytes);
            assertThat(unpack(Pack.zstd(bytes))).isEqualTo(bytes);
            byte[] thrice = Pack.join(bytes, bytes, bytes);
            assertThat(unpack(Pack.join(Pack.gzip(bytes), Pack.gzip(bytes), Pack.gzip(bytes))))
                    .isEqualTo(thrice);
            assertThat(unpack(Pack.join(Pack.zstd(bytes), Pack.zstd(bytes), Pack.zstd(bytes))))
                    .isEqualTo(thrice);
        }
    }

    @Test
    void zstdFramesToSkip() throws IOException {
        byte[] skippable = {0x52, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9};
        assertThat(unpack(Pack.join(Pack.zstd(TEXT), skippable))).isEqualTo(TEXT);
        assertThat(unpack(Pack.join(skippable, Pack.zstd(TEXT), skippable, Pack.zstd(TEXT))))
                .isEqualTo(Pack.join(TEXT, TEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-19", "--ultra -22", "--long=27", "-T2"})
    void zstdOfTheTool(String level) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/zstd")), "needs the zstd tool");
        Path file = Files.write(temporary.resolve("f"), Pack.join(TEXT, new byte[12_000_000], TEXT));
        String command = "/usr/bin/zstd -q " + level + " " + file;
        assertThat(new ProcessBuilder(command.split(" ")).inheritIO().start().waitFor())
                .isZero();
        assertThat(unpack(Files.readAllBytes(temporary.resolve("f.zst")))).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void zstdWindowsOfAnySize() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/zstd")), "needs the zstd tool");
        byte[] noise = new byte[20_000_000];
        new Random(1).nextBytes(noise);
        // From its standard input the tool does not know the size, and writes the window it was told.
        byte[] near = Pack.join(TEXT, noise);
        assertThat(unpack(zstd(near, "--long=27"))).isEqualTo(near);
        byte[] far = zstd(Pack.join(noise, noise), "--long=27");
        assertThat(far).hasSizeLessThan(21_000_000);
        assertThatThrownBy(() -> unpack(far)).isInstanceOf(TarException.class).hasMessageContaining("window");
    }

    private byte[] zstd(byte[] bytes, String level) throws Exception {
        Path in = Files.write(temporary.resolve("in"), bytes);
        Path out = temporary.resolve("out");
        new ProcessBuilder("/usr/bin/zstd", "-q", level)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        return Files.readAllBytes(out);
    }

    @Test
    void gzipHeaderWithEverything() throws IOException {
        byte[] plain = Pack.gzip(TEXT);
        byte[] header = {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 2, 0, 7, 7, 'n', 0, 'c', 0, 1, 2};
        assertThat(unpack(Pack.join(header, Arrays.copyOfRange(plain, 10, plain.length))))
                .isEqualTo(TEXT);
    }

    @Test
    void paddingBehindGzip() throws IOException {
        assertThat(unpack(Pack.join(Pack.gzip(TEXT), new byte[1000]))).isEqualTo(TEXT);
    }

    @Test
    void damage() {
        byte[] gzip = Pack.gzip(TEXT);
        byte[] zstd = Pack.zstd(TEXT);
        assertThatThrownBy(() -> unpack(Arrays.copyOf(gzip, gzip.length / 2))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> unpack(Arrays.copyOf(gzip, gzip.length - 3))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> unpack(Arrays.copyOf(gzip, 5))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> unpack(Arrays.copyOf(zstd, zstd.length / 2))).isInstanceOf(IOException.class);
        for (int i = 10; i < gzip.length; i += 7) {
            byte[] flipped = gzip.clone();
            flipped[i] ^= 0x55;
            assertThatThrownBy(() -> unpack(flipped)).as("byte %d", i).isInstanceOf(IOException.class);
        }
    }

    @Test
    void plainBytesAreLeftAlone() {
        assertThat(Compression.of(new byte[0])).isEqualTo(Compression.NONE);
        assertThat(Compression.of(new byte[] {0x1f})).isEqualTo(Compression.NONE);
        assertThat(Compression.of("./et".getBytes(StandardCharsets.UTF_8))).isEqualTo(Compression.NONE);
    }

    /** Cut off anywhere, also within its checksum: it is the same error however often it is read. */
    @Test
    void readOnBehindAnErrorItStaysOne() throws IOException {
        byte[] whole = Pack.gzip(new byte[] {1, 2, 3});
        for (int length = 2; length < whole.length; length++) {
            GzipStream in = new GzipStream(new ByteArrayInputStream(whole, 0, length));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(in::readAllBytes)
                        .isInstanceOf(TarException.class)
                        .hasMessage("is cut off");
            }
        }
    }
}
