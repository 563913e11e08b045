package dev.hullmark.catalog.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.BytesContent;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.zip.RandomBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScannerTest {
    /** Every place where a text stands, told by looking at every place. */
    private static List<String> everyPlace(byte[] bytes, List<Sought> texts) {
        List<String> places = new ArrayList<>();
        for (int at = 0; at < bytes.length; at++) {
            for (int text = 0; text < texts.size(); text++) {
                if (stands(texts.get(text), bytes, at)) {
                    places.add(text + " of " + texts.size());
                }
            }
        }
        return places;
    }

    @Test
    void findsWhatLookingEverywhereFinds() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            List<Sought> texts = new ArrayList<>();
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                texts.add(new Sought(text(random, 1 + random.nextInt(6)), random.nextInt(4)));
            }
            byte[] bytes = some(random, random.nextInt(300));
            assertThat(found(bytes, texts)).isEqualTo(everyPlace(bytes, texts));
        }
    }

    @Test
    void findsWhatStandsAcrossWindows() throws IOException {
        Random random = new Random(8);
        byte[] bytes = some(random, 2 * Limits.BINARY_WINDOW + 1234);
        List<Sought> texts = List.of(new Sought(text(random, 9), 0), new Sought(text(random, 7), 3));
        assertThat(found(bytes, texts)).isEqualTo(everyPlace(bytes, texts)).isNotEmpty();
    }

    private static boolean stands(Sought sought, byte[] bytes, int at) {
        int length = sought.text().length() + sought.numbers();
        if (at + length > bytes.length) {
            return false;
        }
        String here = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        String numbers = here.substring(sought.text().length());
        return here.startsWith(sought.text()) && (numbers.isEmpty() || numbers.matches("[0-9][0-9.]*"));
    }

    private static List<String> found(byte[] bytes, List<Sought> texts) throws IOException {
        List<String> places = new ArrayList<>();
        new Scanner(texts)
                .scan(
                        RandomBytes.of(new BytesContent(bytes)),
                        (window, at, end, text) -> places.add(text + " of " + texts.size()));
        return places;
    }

    private static String text(Random random, int size) {
        return new String(some(random, size), StandardCharsets.ISO_8859_1);
    }

    /** Of three different bytes, so that texts begin and end alike and stand often. */
    private static byte[] some(Random random, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) "\0001.".charAt(random.nextInt(3));
        }
        return bytes;
    }
}
