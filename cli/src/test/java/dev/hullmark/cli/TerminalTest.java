package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the environment says: the terminal, and where state lives. */
class TerminalTest {
    @Test
    void takesFromAMessageWhatATerminalWouldObey() {
        assertThat(Terminal.clean("a\u001b[31mb\u0007\r\tc\u009b\u202e\n::error::d"))
                .isEqualTo("a\\x1B[31mb\\x07\\x0D\\tc\\x9B\\u{202E}\\n::error::d");
        assertThat(Terminal.clean(null)).isEmpty();
    }

    @Test
    void endsEveryMessageAlike() {
        assertThat(Terminal.sentence("no such file")).isEqualTo("no such file.");
        assertThat(Terminal.sentence("no such file.\n")).isEqualTo("no such file.");
        assertThat(Terminal.sentence("why?")).isEqualTo("why?");
    }

    @ParameterizedTest
    @CsvSource({"120,120", "10,60", "-1,60", "wide,80", "'',80", "99999999999,80"})
    void neverIsTooNarrow(String columns, int width) {
        assertThat(Terminal.of(Map.of("COLUMNS", columns)).width()).isEqualTo(width);
    }

    @Test
    void showsProgressOnlyToWhoSeesIt() {
        assertThat(Terminal.of(Map.of("HULLMARK_TERMINAL", "stderr")).progressIsSeen())
                .isTrue();
        assertThat(Terminal.of(Map.of("HULLMARK_TERMINAL", "stderr", "TERM", "dumb"))
                        .progressIsSeen())
                .isFalse();
        assertThat(Terminal.of(Map.of()).outputIsSeen()).isFalse();
    }

    @Test
    void stateLivesBelowTheHomeElseWhereXdgSays() {
        assertThat(Home.of(Map.of("HULLMARK_HOME", "/h", "XDG_DATA_HOME", "/d")).advisories())
                .isEqualTo(Path.of("/h/data/advisories"));
        assertThat(Home.of(Map.of("HOME", "/u", "XDG_DATA_HOME", "/d")))
                .isEqualTo(new Home(Path.of("/d/hullmark"), Path.of("/u/.cache/hullmark")));
        assertThat(Home.of(Map.of("HOME", "/u", "XDG_CACHE_HOME", "relative")).cache())
                .isEqualTo(Path.of("/u/.cache/hullmark"));
    }
}
