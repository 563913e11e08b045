package dev.hullmark.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredicatesTest {
    private static final String STATEMENT = "{\"_type\":\"t\",\"predicate\":{\"spdxVersion\":\"SPDX-2.3\",\"n\":1.50}}";
    private static final String ENVELOPE =
            "{\"payload\":\"" + Base64.getEncoder().encodeToString(bytes(STATEMENT)) + "\",\"signatures\":[]}";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void takesThemOutOfWhateverIsAround() {
        for (String text : new String[] {STATEMENT, ENVELOPE, "{\"dsseEnvelope\":" + ENVELOPE + "}"}) {
            assertThat(Predicates.of(bytes(text)).orElseThrow())
                    .asString()
                    .startsWith("{\"spdxVersion\":\"SPDX-2.3\",\"n\":1.5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"payload\":\"!\"}", "{\"payload\":\"e30=\"}", "{\"predicate\":[]}"})
    void elseThereIsNone(String text) {
        assertThat(Predicates.of(bytes(text))).isEmpty();
    }
}
