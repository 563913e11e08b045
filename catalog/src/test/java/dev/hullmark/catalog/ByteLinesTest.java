package dev.hullmark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ByteLinesTest {
    private static List<String> lines(String text) throws IOException {
        ByteLines lines = new ByteLines(new BytesContent(text.getBytes(StandardCharsets.UTF_8)));
        List<String> all = new ArrayList<>();
        while (lines.next()) {
            all.add(lines.text(0));
        }
        return all;
    }

    @Test
    void linesEndAsOnAnySystem() throws IOException {
        assertThat(lines("")).isEmpty();
        assertThat(lines("a")).containsExactly("a");
        assertThat(lines("a\n")).containsExactly("a");
        assertThat(lines("a\r\n\r\nb")).containsExactly("a", "", "b");
        assertThat(lines("\n\n")).containsExactly("", "");
    }

    @Test
    void ofALongLineTheStartIsSeenAndTheNextIsFound() throws IOException {
        for (int length : new int[] {Limits.LINE_BYTES, 65_535, 65_536, 65_537, 200_000}) {
            List<String> lines = lines("first\n" + "x".repeat(length) + "\nlast\n");
            assertThat(lines).as("a line of %d bytes", length).hasSize(3);
            assertThat(lines.get(1)).hasSize(Limits.LINE_BYTES);
            assertThat(lines.getLast()).isEqualTo("last");
        }
        assertThat(lines("x".repeat(300_000))).hasSize(1);
    }

    @Property(tries = 300)
    void anyTextIsSplitAsItsNewlinesSay(
            @ForAll @Size(max = 30) List<@CharRange(from = 'a', to = 'c') @StringLength(max = 9000) String> parts)
            throws IOException {
        assertThat(lines(String.join("\n", parts) + "\n")).isEqualTo(parts.isEmpty() ? List.of("") : parts);
    }
}
