package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hullmark.model.Severity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** What people write and read: ages, sizes, words. */
class WordsTest {
    @ParameterizedTest
    @CsvSource({"10s,PT10S", "30m,PT30M", "12h,PT12H", "7d,PT168H", "0d,PT0S", "999999d,PT23999976H"})
    void readsAges(String text, Duration age) {
        assertThat(new TimeConverter().convert(text)).isEqualTo(age);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d", "-1d", "1w", "1.5h", "1 d", "1000000d", "٣d", "7D"})
    void refusesWhatIsNoAge(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new TimeConverter().convert(text))
                .withMessageContaining("is no length of time; write a number and s, m, h or d");
    }

    @ParameterizedTest
    @CsvSource({"1K,1024", "512M,536870912", "16G,17179869184", "0G,0", "999999T,1099510528264372224"})
    void readsSizes(String text, long size) {
        assertThat(new SizeConverter().convert(text)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "G", "-1G", "1.5G", "1 G", "1GB", "1g", "1000000T", "٣G"})
    void refusesWhatIsNoSize(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> new SizeConverter().convert(text))
                .withMessageContaining("is no size; write a number and K, M, G or T");
    }

    @Test
    void readsWordsInAnyCaseAndNamesThemInLowerCase() {
        WordConverter<Severity> converter = new WordConverter<>(Severity.values());
        assertThat(converter.convert("High")).isEqualTo(Severity.HIGH);
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert("severe"))
                .withMessage("'severe' is none of critical, high, medium, low, negligible, unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "999,999 B",
        "1000,1.0 kB",
        "1449,1.4 kB",
        "12345,12 kB",
        "716247040,716 MB",
        "5000000000000000,5000 TB"
    })
    void writesSizes(long bytes, String text) {
        assertThat(Sizes.text(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT-5M,just now",
        "PT59S,just now",
        "PT1M,1 minute ago",
        "PT61M,1 hour ago",
        "PT47H,1 day ago",
        "PT72H,3 days ago",
        "PT99999H,unknown"
    })
    void writesAges(Duration age, String text) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(Ages.text(now.minus(age), now)).isEqualTo(text);
    }
}
