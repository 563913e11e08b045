package dev.hullmark.posture.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.posture.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Sixty Dockerfiles as people write them, good and bad, and all that is found in each: rule and line, reviewed by hand.
 * Nothing more may be found, and nothing less.
 */
class DockerfilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/hullmark/posture/dockerfile");

    static List<String> found(byte[] bytes) {
        Dockerfile file = DockerfileParser.parse(bytes, Map.of(), "");
        List<String> found = new ArrayList<>();
        for (Outcome outcome : DockerfileRules.judge(file, "Dockerfile", Optional.of(false))) {
            outcome.findings().stream()
                    .filter(f -> f.waived().isEmpty())
                    .forEach(f ->
                            found.add(f.id() + ":" + f.evidence().getFirst().line()));
        }
        file.problems().forEach(problem -> found.add("problem:" + problem.line()));
        found.sort(null);
        return found;
    }

    /** A line {@code name} and beneath it, indented, what is expected. */
    private static Map<String, List<String>> expected() throws IOException {
        Map<String, List<String>> expected = new TreeMap<>();
        List<String> current = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("expectations.txt"))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                current.addAll(List.of(line.strip().split(" +")));
            } else {
                current = new ArrayList<>();
                expected.put(line.strip(), current);
            }
        }
        expected.values().forEach(list -> list.sort(null));
        return expected;
    }

    private static Map<String, Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(FOLDER.resolve("dockerfiles"))) {
            all.forEach(file -> files.put(file.getFileName().toString().replace(".Dockerfile", ""), file));
        }
        return files;
    }

    @Test
    void thereAreSixtyAndEachHasItsExpectations() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(expected().keySet()).isEqualTo(files().keySet());
    }

    @TestFactory
    Stream<DynamicTest> allThatIsFound() throws IOException {
        Map<String, List<String>> expected = expected();
        return files().entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> assertThat(found(Files.readAllBytes(e.getValue())))
                        .containsExactlyElementsOf(expected.getOrDefault(e.getKey(), List.of()))));
    }

    @Test
    void windowsLineEndsChangeNothing() throws IOException {
        for (Path file : files().values()) {
            String text = Files.readString(file);
            assertThat(found(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)))
                    .as(file.toString())
                    .isEqualTo(found(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
