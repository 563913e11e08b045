package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextTest {
    static String[][] hostile() {
        return new String[][] {
            {"plain-1.0", "plain-1.0"},
            {"grün 日本語 é", "grün 日本語 é"},
            {"\u001b[31mred\u0007", "\\x1B[31mred\\x07"},
            {"\u009b31m", "\\x9B31m"},
            {"a\nb\tc\r", "a\\nb\\tc\\x0D"},
            {"evil\u202etxt.exe", "evil\\u{202E}txt.exe"},
            {"\u2066\u2069\u200b\u200d\ufeff\u00ad", "\\u{2066}\\u{2069}\\u{200B}\\u{200D}\\u{FEFF}\\xAD"},
            {"a\u00a0b\u2028\u3000", "a\\xA0b\\u{2028}\\u{3000}"},
            {"\ud800", "\\u{D800}"},
            {"\udb40\udc41", "\\u{E0041}"},
            {"\ue000\u3164", "\\u{E000}\\u{3164}"},
            {"😀", "😀"},
        };
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void showsWhatHides(String text, String shown) {
        assertThat(Text.visible(text)).isEqualTo(shown);
    }

    @Test
    void measuresColumns() {
        assertThat(Text.columns("abc")).isEqualTo(3);
        assertThat(Text.columns("日本")).isEqualTo(4);
        assertThat(Text.columns("e\u0301")).isEqualTo(1);
        assertThat(Text.columns("😀")).isEqualTo(2);
    }

    @Test
    void cutsByColumns() {
        assertThat(Text.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Text.cut("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(Text.cut("日本語日本語", 6)).isEqualTo("日本…");
        assertThat(Text.cutStart("/opt/app/lib/a.jar", 10)).isEqualTo("…lib/a.jar");
        assertThat(Text.cutStart("short", 10)).isEqualTo("short");
        assertThat(Text.fill("ab", 4)).isEqualTo("ab  ");
    }

    @Test
    void isQuickWithEndlessNames() {
        assertThat(Text.cut("x".repeat(10_000_000), 20)).isEqualTo("x".repeat(19) + "…");
        assertThat(Text.columns(Text.cut("\u0301".repeat(10_000), 20))).isLessThanOrEqualTo(20);
        assertThat(Text.columns(Text.cut("\u001b".repeat(10_000), 20))).isLessThanOrEqualTo(20);
        assertThat(Text.columns(Text.cutStart("日".repeat(10_000), 20))).isLessThanOrEqualTo(20);
        assertThat(Text.columns(Text.cutStart("\u202e".repeat(9), 20))).isLessThanOrEqualTo(20);
    }
}
