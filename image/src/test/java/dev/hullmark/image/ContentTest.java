package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTest {
    @TempDir
    private Path temporary;

    private static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Reads here and there and compares with the bytes. */
    private static void check(Content content, byte[] expected, long seed) throws IOException {
        assertThat(content.size()).isEqualTo(expected.length);
        Random random = new Random(seed);
        byte[] into = new byte[70_000];
        for (int i = 0; i < 300; i++) {
            int position = random.nextInt(expected.length + 10);
            int length = random.nextInt(random.nextBoolean() ? 60 : into.length - 5);
            int read = content.read(position, into, 5, length);
            int wanted = Math.clamp(expected.length - position, 0, length);
            assertThat(read).isEqualTo(wanted);
            int from = Math.min(position, expected.length);
            assertThat(Arrays.equals(into, 5, 5 + read, expected, from, from + read))
                    .as("%d bytes at %d", length, position)
                    .isTrue();
        }
        assertThat(content.stream().readAllBytes()).isEqualTo(expected);
        assertThat(content.bytes(expected.length)).isEqualTo(expected);
        assertThatThrownBy(() -> content.bytes(expected.length - 1)).isInstanceOf(Content.TooLargeException.class);
        try (InputStream stream = content.stream()) {
            assertThat(stream.read()).isEqualTo(expected[0] & 0xff);
            long skipped = stream.skip(expected.length / 2);
            byte[] rest = stream.readAllBytes();
            assertThat(rest).isEqualTo(Arrays.copyOfRange(expected, (int) (1 + skipped), expected.length));
        }
    }

    @Test
    void allKindsReadAlike() throws IOException {
        byte[] bytes = random(300_000, 1);
        Path file = Files.write(temporary.resolve("f"), Pack.join(random(77, 2), bytes, random(99, 3)));
        try (FileChannel channel = FileChannel.open(file)) {
            check(new ChannelContent(channel, 77, bytes.length, bytes.length, new ReadWindow()), bytes, 4);
        }
        check(new StreamInput(new ByteArrayInputStream(bytes), temporary).content(bytes.length), bytes, 5);
    }

    @Test
    void sparse() throws IOException {
        byte[] packed = random(3000, 6);
        byte[] expected = new byte[100_000];
        System.arraycopy(packed, 0, expected, 0, 1000);
        System.arraycopy(packed, 1000, expected, 50_000, 1500);
        System.arraycopy(packed, 2500, expected, 99_500, 500);
        SparseMap map = SparseMap.of(expected.length, List.of(0L, 1000L, 50_000L, 1500L, 99_500L, 500L), 3000);
        Content content = new StreamInput(new ByteArrayInputStream(packed), temporary).content(3000);
        check(new SparseContent(map, content), expected, 7);
    }

    @Test
    void spillsToAFileWithoutAName() throws IOException {
        Path directory = temporary.resolve("spill");
        byte[] bytes = random(Limits.MEMORY_CONTENT + 1_000_000, 8);
        StreamInput input = new StreamInput(new ByteArrayInputStream(bytes), directory);
        check(input.content(bytes.length), bytes, 9);
        assertThat(directory).isEmptyDirectory();
        input.release();
        byte[] next = new byte[1];
        assertThat(input.read(next, 0, 1)).isZero();
    }

    @Test
    void takesOnlyWhatIsAskedFor() throws IOException {
        StreamInput input = new StreamInput(new ByteArrayInputStream(random(2_000_000, 10)), temporary);
        Content content = input.content(1_000_000);
        content.read(0, new byte[64], 0, 64);
        assertThat(input.position()).isLessThanOrEqualTo(16 * 1024);
    }

    @Test
    void keepsNothingOfTheFileBefore() throws IOException {
        byte[] tar = new TarBuilder()
                .file("a", random(500_000, 11))
                .file("b", random(400_000, 12))
                .finish();
        TarReader reader = new TarReader(new StreamInput(new ByteArrayInputStream(tar), temporary));
        reader.next();
        assertThat(reader.content().bytes(500_000)).isEqualTo(random(500_000, 11));
        reader.next();
        assertThat(reader.content().bytes(500_000)).isEqualTo(random(400_000, 12));
        assertThat(reader.next()).isFalse();
    }

    @Test
    void tellsWhenItEndsTooSoon() throws IOException {
        Content stream = new StreamInput(new ByteArrayInputStream(new byte[10]), temporary).content(20);
        assertThatThrownBy(() -> stream.bytes(100)).isInstanceOf(EOFException.class);
        Path file = Files.write(temporary.resolve("f"), new byte[10]);
        try (FileChannel channel = FileChannel.open(file)) {
            Content cut = new ChannelContent(channel, 0, 10, 20, new ReadWindow());
            assertThatThrownBy(() -> cut.bytes(100)).isInstanceOf(EOFException.class);
            assertThat(cut.read(0, new byte[10], 0, 10)).isEqualTo(10);
        }
    }

    @Test
    void refusesNonsense() {
        Content content = new StreamInput(new ByteArrayInputStream(new byte[10]), temporary).content(10);
        assertThatThrownBy(() -> content.read(-1, new byte[1], 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> content.read(0, new byte[1], 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
