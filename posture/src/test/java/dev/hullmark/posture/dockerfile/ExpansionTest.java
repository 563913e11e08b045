package dev.hullmark.posture.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {
    private static Scope scope() {
        Scope scope = new Scope(new Scope.Budget());
        scope.arg("x", Value.literal("archive.tar.gz"));
        scope.arg("empty", Value.literal(""));
        scope.arg("both", Value.literal("arg"));
        scope.env("both", Value.literal("env"));
        scope.arg("unset", new Value("$y", "", false));
        return scope;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$x|archive.tar.gz|true",
                "a${x}b|aarchive.tar.gzb|true",
                "$both|env|true",
                "${nobody}|``|false",
                "$unset|``|false",
                "${nobody:-d}|d|true",
                "${nobody:-${both}}|env|true",
                "${empty:-d}|d|true",
                "${empty-d}|``|true",
                "${x:+yes}|yes|true",
                "${nobody:+yes}|``|true",
                "${x:?message}|archive.tar.gz|true",
                "${nobody:?message}|``|false",
                "${unset?message}|``|false",
                "${x#archive.}|tar.gz|true",
                "${x%.gz}|archive.tar|true",
                "${x%%.gz}|archive.tar|true",
                "${x#*.}|archive.tar.gz|false",
                "${x/a/b}|archive.tar.gz|false",
                "'$x'|$x|true",
                "\"$x\"|archive.tar.gz|true",
                "\\$x|$x|true",
                "a$|a$|true",
                "$$|$$|true",
                "${|``|false",
                "${x|archive.tar.gz|true",
            })
    void asBuildKitDoes(String word, String text, boolean known) {
        Value value = Expansion.of(word, scope(), '\\');
        assertThat(value.text()).isEqualTo(text);
        assertThat(value.known()).isEqualTo(known);
    }

    @Test
    void growsNoFurtherThanItsBound() {
        Scope scope = scope();
        String doubled = "0123456789";
        for (int i = 0; i < 40; i++) {
            scope.env("a", Expansion.of(doubled, scope, '\\'));
            doubled = "$a$a";
        }
        Value value = Expansion.of("$a", scope, '\\');
        assertThat(value.known()).isFalse();
        assertThat(value.text().length()).isLessThan(3 * Limits.EXPANDED);
    }

    @Test
    void nestsNoDeeperThanItsBound() {
        String deep = "${a:-".repeat(10_000) + "x" + "}".repeat(10_000);
        assertThat(Expansion.of(deep, scope(), '\\').known()).isFalse();
    }
}
