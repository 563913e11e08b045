package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryPathsTest {
    @ParameterizedTest
    @CsvSource({
        "a, a",
        "a/b, a/b",
        "./a, a",
        "/a, a",
        "//./a//b/./c/, a/b/c",
        "a/../b, b",
        "a/b/../../c, c",
        "a/.., ''",
        "./, ''",
        "., ''",
        "/, ''",
        "'', ''",
        "..a, ..a",
        "a/..b, a/..b",
        ".hidden/x, .hidden/x",
        "a/.b, a/.b",
        ".., REFUSED",
        "../a, REFUSED",
        "/../a, REFUSED",
        "a/../../b, REFUSED",
        "./.././a, REFUSED",
    })
    void normalises(String name, String expected) {
        assertThat(EntryPaths.normalise(name)).isEqualTo(expected.equals("REFUSED") ? EntryPaths.REFUSED : expected);
    }

    @Test
    void refusesWhatIsNoPath() {
        assertThat(EntryPaths.normalise("a\0b")).isEqualTo(EntryPaths.REFUSED);
        assertThat(EntryPaths.normalise("a/".repeat(Limits.PATH))).isEqualTo(EntryPaths.REFUSED);
    }
}
