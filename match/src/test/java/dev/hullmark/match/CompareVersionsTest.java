package dev.hullmark.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class CompareVersionsTest {
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();

    private void run(String ecosystem, String in) throws IOException {
        CompareVersions.run(ecosystem, new StringReader(in), out, err);
    }

    @Test
    void aSignForEachLineInItsOrder() throws IOException {
        run("DEBIAN:12", "1.0\t1.1\n1:1\t0:1\n1.0-0\t1.0\r\n1\t1");
        assertThat(out).hasToString("<\n>\n=\n=\n");
        assertThat(err).isEmpty();
    }

    @Test
    void aQuestionMarkAndAReasonForWhatCantBeRead() throws IOException {
        run("npm", "1.0.0\t2.0.0\nlatest\t1.0.0\n1.0.0\n\n1\t2\t3\n\t1.0.0\n\u001b[2Jx\ty\n");
        assertThat(out).hasToString("<\n?\n?\n?\n?\n?\n?\n");
        assertThat(err.toString().lines())
                .hasSize(6)
                .first()
                .isEqualTo("line 2: 'latest' does not start with a number");
        assertThat(err.toString()).doesNotContain("\u001b");
    }

    @Test
    void aLineWithoutEndCostsNoMemory() throws IOException {
        run("rpm", "1".repeat(10_000_000) + "\t1\n1\t2\n");
        assertThat(out).hasToString("?\n<\n");
        assertThat(err.length()).isLessThan(400);
    }

    @Test
    void nothingInNothingOut() throws IOException {
        run("maven", "");
        assertThat(out).isEmpty();
    }

    @Test
    void anUnknownEcosystemIsSaid() {
        assertThatThrownBy(() -> run("Gentoo", "1\t2\n"))
                .isInstanceOf(HullmarkException.class)
                .hasMessageContaining("'Gentoo'");
    }
}
