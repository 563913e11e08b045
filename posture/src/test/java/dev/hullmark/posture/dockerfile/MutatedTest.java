package dev.hullmark.posture.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.posture.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample files cut, mixed and strewn with what has a meaning: whatever comes of it is judged or refused in words. */
class MutatedTest {
    private static final String[] PARTS = {
        "\\\n",
        "<<EOF",
        "EOF\n",
        "$(",
        "${",
        "}",
        ")",
        "\"",
        "'",
        "`",
        "|",
        "&&",
        "\n",
        "\r\n",
        "\0",
        "FROM ",
        "ONBUILD ",
        "RUN ",
        "[\"",
        "\"]",
        "--from=",
        "# escape=`\n",
        "ENV a=$a$a\n",
        "USER ",
        "\ufeff",
        "\ud83d",
        "=",
        ":",
        ",",
        "/",
        "--mount=type=cache,target=",
        "chmod ",
        "useradd -G ",
        "curl ",
        "sh -c ",
        "-",
        "<(",
        "<<-",
        "EXPOSE 1-",
        "\t"
    };

    private static List<String> samples() throws IOException {
        List<String> samples = new ArrayList<>();
        try (Stream<Path> files =
                Files.list(Path.of("src/test/resources/dev/hullmark/posture/dockerfile/dockerfiles"))) {
            for (Path file : files.sorted().toList()) {
                samples.add(Files.readString(file));
            }
        }
        return samples;
    }

    @Test
    void neverEndsInAnythingButWords() throws IOException {
        List<String> samples = samples();
        Random random = new Random(20_250_726);
        int judged = 0;
        for (int i = 0; i < 5_000; i++) {
            String text = mutated(samples.get(random.nextInt(samples.size())), samples, random);
            try {
                judge(text);
                judged++;
            } catch (DockerfileException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("of: " + text, e);
            }
        }
        assertThat(judged).isGreaterThan(2_500);
    }

    private static String mutated(String sample, List<String> samples, Random random) {
        StringBuilder text = new StringBuilder(sample);
        for (int n = random.nextInt(6); n >= 0; n--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(30));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, PARTS[random.nextInt(PARTS.length)]);
                case 2 -> text.insert(at, text.substring(at, to));
                case 3 -> text.insert(at, PARTS[random.nextInt(PARTS.length)].repeat(1 + random.nextInt(50)));
                default -> {
                    String other = samples.get(random.nextInt(samples.size()));
                    int from = random.nextInt(other.length());
                    text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(200)));
                }
            }
        }
        return text.toString();
    }

    private static void judge(String text) {
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        Dockerfile file = DockerfileParser.parse(text.getBytes(StandardCharsets.UTF_8), Map.of(), "");
        Set<String> keys = new HashSet<>();
        for (Outcome outcome : DockerfileRules.judge(file, "Dockerfile", Optional.of(false))) {
            for (Finding finding : outcome.findings()) {
                assertThat(keys.add(finding.key()))
                        .as("two findings of one key: %s", finding.title())
                        .isTrue();
                assertThat(finding.title()).doesNotContain("\n");
                assertThat(finding.evidence()).extracting(Evidence::line).allMatch(line -> line >= 1 && line <= lines);
            }
        }
    }
}
