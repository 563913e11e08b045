package dev.hullmark.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Finding.Cvss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CvssScoreTest {
    private final CvssScore scores = new CvssScore();

    @ParameterizedTest
    @CsvSource({
        "AV:N/AC:L/Au:N/C:P/I:P/A:P, 2.0, 7.5",
        "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H, 3.0, 10.0",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 3.1, 9.8",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, 3.1, 0.0",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, 4.0, 9.3",
        "CVSS:4.0/AV:N/AC:L/AT:P/PR:H/UI:A/VC:N/VI:H/VA:L/SC:N/SI:N/SA:L, 4.0, 5.7",
    })
    void rates(String vector, String version, double score) {
        assertThat(scores.rate(vector)).contains(new Cvss(version, vector, score));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7.5", "CVSS:", "CVSS:3.1", "CVSS:3.1/AV:N", "CVSS:9.9/AV:N/AC:L", "CVSS:4.0/AV:N", "rubbish"
            })
    void ratesNothingForWhatIsNoVector(String vector) {
        assertThat(scores.rate(vector)).isEmpty();
    }

    @Test
    void putsTheHighestVersionFirst() {
        List<Cvss> rated = scores.rate(List.of(
                "AV:N/AC:L/Au:N/C:P/I:P/A:P",
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"));
        assertThat(rated).extracting(Cvss::version).containsExactly("4.0", "3.1", "2.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calculator2",
                "calculator3",
                "cvsslib2",
                "cvsslib3",
                "security4",
                "simple2",
                "simple3",
                "simple31",
                "simple4",
                "supplemental4",
                "threat4"
            })
    void agreesWithEveryPublishedVector(String name) throws IOException {
        Path file = SharedData.require("vectors/cvss/vectors_" + name);
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (String line : Files.readAllLines(file)) {
            int cut = line.indexOf(" - ");
            if (cut < 0) {
                continue;
            }
            seen++;
            String vector = line.substring(0, cut);
            double wanted =
                    Double.parseDouble(line.substring(cut + 3).replace("(", "").split("[,)]")[0]);
            double found = scores.rate(vector).map(Cvss::score).orElse(-1.0);
            if (Math.abs(found - wanted) > 0.001) {
                wrong.add(vector + ": " + found + ", not " + wanted);
            }
        }
        assertThat(seen).isPositive();
        assertThat(wrong).isEmpty();
    }
}
