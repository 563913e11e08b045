package dev.hullmark.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.HullmarkException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {
    @ParameterizedTest
    @CsvSource({
        "'', r/a, true",
        "r/*, r/a, true",
        "r/*, r/a/b, false",
        "r/**, r/a/b, true",
        "r/v?, r/v1, true",
        "r/v?, r/v12, false",
        "r/a.b, r/aXb, false",
        "'r/**;!r/secret', r/secret, false",
        "'r/**;!r/secret', r/open, true",
        "'!r/secret', r/open, true",
        "'!r/secret', r/secret, false",
        "'!r/**;r/one', r/one, true",
        "'!r/**;r/one', r/two, false",
    })
    void aNameIsInByTheLastPatternThatFits(String patterns, String name, boolean in) {
        List<String> texts = patterns.isEmpty() ? List.of() : List.of(patterns.split(";", -1));
        assertThat(Patterns.parse(texts).has(name)).isEqualTo(in);
    }

    @Test
    void anEmptyPatternIsNone() {
        assertThatThrownBy(() -> Patterns.parse(List.of("!"))).isInstanceOf(HullmarkException.class);
        assertThat(Patterns.NONE.has("anything")).isFalse();
    }
}
