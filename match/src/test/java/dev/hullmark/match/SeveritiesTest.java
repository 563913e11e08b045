package dev.hullmark.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeveritiesTest {
    @ParameterizedTest
    @CsvSource({
        "unimportant, NEGLIGIBLE",
        "low**, LOW",
        "medium*, MEDIUM",
        "high**, HIGH",
        "not yet assigned, UNKNOWN",
        "end-of-life, UNKNOWN",
        "Important, HIGH",
        "Moderate, MEDIUM",
        "CRITICAL, CRITICAL",
        "negligible, NEGLIGIBLE",
        "untriaged, UNKNOWN",
        "'', UNKNOWN",
        "'*', UNKNOWN"
    })
    void everySourcesWord(String word, Severity severity) {
        assertThat(Severities.ofWord(word)).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({
        "Important: bind security update, HIGH",
        "Low: x, LOW",
        "nodejs:18 security update, UNKNOWN",
        "'', UNKNOWN",
        "':', UNKNOWN"
    })
    void anErratumsTitle(String summary, Severity severity) {
        assertThat(Severities.ofErratum(summary)).isEqualTo(severity);
    }
}
