package dev.hullmark.catalog.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.BytesContent;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScannerTest {
    /** Every place where a text stands, told by looking at every place. */
    private static List<String> everyPlace(byte[] bytes, byte[][] texts) {
        List<String> places = new ArrayList<>();
        for (int at = 0; at < bytes.length; at++) {
            for (int text = 0; text < texts.length; text++) {
                byte[] wanted = texts[text];
                boolean stands = at + wanted.length <= bytes.length;
                for (int i = 0; stands && i < wanted.length; i++) {
                    stands = bytes[at + i] == wanted[i];
                }
                if (stands) {
                    places.add(text + " of " + texts.length);
                }
            }
        }
        return places;
    }

    @Test
    void findsWhatLookingEverywhereFinds() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[][] texts = new byte[1 + random.nextInt(4)][];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = some(random, 1 + random.nextInt(6));
            }
            byte[] bytes = some(random, random.nextInt(300));
            assertThat(found(bytes, texts)).isEqualTo(everyPlace(bytes, texts));
        }
    }

    @Test
    void findsWhatStandsAcrossWindows() throws IOException {
        Random random = new Random(8);
        byte[] bytes = some(random, 2 * Limits.BINARY_WINDOW + 1234);
        byte[][] texts = {some(random, 9), some(random, 11)};
        assertThat(found(bytes, texts)).isEqualTo(everyPlace(bytes, texts)).isNotEmpty();
    }

    private static List<String> found(byte[] bytes, byte[][] texts) throws IOException {
        List<String> places = new ArrayList<>();
        new Scanner(texts)
                .scan(
                        RandomBytes.of(new BytesContent(bytes)),
                        (window, at, end, text) -> places.add(text + " of " + texts.length));
        return places;
    }

    /** Of three different bytes, so that texts begin and end alike and stand often. */
    private static byte[] some(Random random, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (random.nextInt(3) - 1);
        }
        return bytes;
    }
}
