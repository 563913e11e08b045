package dev.hullmark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogWordsTest {
    private static byte[] frames(int stream, String... writes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String write : writes) {
            byte[] text = write.getBytes(StandardCharsets.UTF_8);
            all.writeBytes(ByteBuffer.allocate(8)
                    .put((byte) stream)
                    .putInt(4, text.length)
                    .array());
            all.writeBytes(text);
        }
        return all.toByteArray();
    }

    private static List<String> read(byte[] bytes, int most) throws IOException {
        return LogWords.read(new ByteArrayInputStream(bytes), most, 1 << 20);
    }

    @Test
    void framesAreTakenOff() throws IOException {
        assertThat(read(frames(2, "one\ntw", "o\n\n"), 1000)).containsExactly("one", "two");
        assertThat(read("a terminal\n".getBytes(StandardCharsets.UTF_8), 1000)).containsExactly("a terminal");
        assertThat(read(new byte[0], 1000)).isEmpty();
    }

    /** What goes wrong is said first, and much may be said after it. */
    @Test
    void theBeginningAndTheEndStay() throws IOException {
        String[] much = new String[1000];
        java.util.Arrays.setAll(much, i -> "line " + i + "\n");
        List<String> kept = read(frames(1, much), 100);
        assertThat(kept)
                .startsWith("line 0", "line 1")
                .endsWith("line 998", "line 999")
                .hasSizeLessThan(20);
        assertThat(read(frames(1, "0123456789"), 16)).containsExactly("0123456789");
        assertThat(read(frames(1, "0123456789"), 12)).containsExactly("0123456789");
    }

    @Test
    void anyBytesAreLinesOrNothing() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(read(bytes, 64)).allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        }
    }
}
