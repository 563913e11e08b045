package dev.hullmark.posture.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What each rule finds, and what it does not, where the one is easily taken for the other: cases.txt. */
class CasesTest {
    private static final Path FILE = Path.of("src/test/resources/dev/hullmark/posture/dockerfile/cases.txt");

    @TestFactory
    Stream<DynamicTest> findsWhatItSays() throws IOException {
        String[] rule = {""};
        return Files.readAllLines(FILE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .flatMap(line -> {
                    if (!line.startsWith(" ")) {
                        rule[0] = line.strip();
                        return Stream.empty();
                    }
                    String id = rule[0];
                    return Stream.of(DynamicTest.dynamicTest(id + line, () -> check(id, line.strip())));
                });
    }

    /** An expectation, a blank, and lines with " // " between them. */
    private static void check(String rule, String line) {
        int blank = line.indexOf(' ');
        String text = line.substring(blank + 1).replace(" // ", "\n");
        boolean whole = text.startsWith("FROM") || text.startsWith("#") || text.contains("\nFROM $");
        assertThat(severities(rule, (whole ? "" : "FROM debian:12\n") + text + "\n"))
                .as(text)
                .isEqualTo(line.startsWith("-") ? List.of() : List.of(line.substring(0, blank)));
    }

    private static List<String> severities(String rule, String dockerfile) {
        Dockerfile file = DockerfileParser.parse(dockerfile.getBytes(StandardCharsets.UTF_8), Map.of(), "");
        return DockerfileRules.judge(file, "Dockerfile", Optional.of(false)).stream()
                .filter(outcome -> outcome.rule().id().equals(rule))
                .flatMap(outcome -> outcome.findings().stream())
                .map(finding -> finding.severity().name().toLowerCase(Locale.ROOT))
                .limit(1)
                .toList();
    }
}
