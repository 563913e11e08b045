package dev.hullmark.posture.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.posture.Rule;
import dev.hullmark.posture.image.ImageRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/dockerfile.md is what the rules are: its table, and of each rule what it finds and what it does not. */
class RulesTest {
    private static final Path PAGE = Path.of("../docs/dockerfile.md");

    private record Example(String rule, String bad, String good) {}

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        String page = Files.readString(PAGE);
        for (String section : page.substring(page.indexOf("## Examples")).split("\n### ", -1)) {
            String[] blocks = section.split("```dockerfile\n", -1);
            if (blocks.length == 3) {
                String rule = section.substring(0, section.indexOf('\n'));
                examples.add(new Example(rule, block(blocks[1]), block(blocks[2])));
            }
        }
        return examples;
    }

    private static String block(String from) {
        String text = from.substring(0, from.indexOf("```"));
        boolean whole = text.startsWith("FROM") || text.startsWith("# syntax") || text.contains("\nFROM debian:$");
        return whole ? text : "FROM debian:12\n" + text;
    }

    private static boolean finds(String rule, String dockerfile) {
        return DockerfilesTest.found(dockerfile.getBytes(StandardCharsets.UTF_8)).stream()
                .anyMatch(found -> found.startsWith(rule + ":"));
    }

    @Test
    void everyRuleHasItsExamples() throws IOException {
        assertThat(examples())
                .extracting(Example::rule)
                .containsExactlyElementsOf(
                        DockerfileRules.rules().stream().map(Rule::id).toList());
    }

    @TestFactory
    Stream<DynamicTest> findsOneAndNotTheOther() throws IOException {
        return examples().stream()
                .map(example -> DynamicTest.dynamicTest(example.rule(), () -> {
                    assertThat(finds(example.rule(), example.bad()))
                            .as(example.bad())
                            .isTrue();
                    assertThat(finds(example.rule(), example.good()))
                            .as(example.good())
                            .isFalse();
                }));
    }

    /** One gate and one waiver stand for both: a rule is the same of a Dockerfile and of the image that it makes. */
    @Test
    void whatImagesAreAskedTooWeighsTheSame() {
        Map<String, Rule> ofImages = new HashMap<>();
        ImageRules.rules().forEach(rule -> ofImages.put(rule.id(), rule));
        int both = 0;
        for (Rule rule : DockerfileRules.rules()) {
            Rule other = ofImages.get(rule.id());
            if (other != null) {
                both++;
                assertThat(rule.kind()).as(rule.id()).isEqualTo(other.kind());
                assertThat(rule.severity()).as(rule.id()).isEqualTo(other.severity());
            }
        }
        assertThat(both).isGreaterThan(10);
    }

    @Test
    void theTableIsTheRules() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        DockerfileRules.rules().stream().map(RulesTest::row).toList());
    }

    private static String row(Rule rule) {
        return "| `" + rule.id() + "` | " + rule.kind().text() + " | "
                + rule.severity().text() + " | " + rule.title() + " | " + rule.remediation() + " | "
                + String.join("; ", rule.sources()) + " |";
    }

    @Test
    void idsAreUniqueWordsAndEveryRuleNamesItsSource() {
        assertThat(DockerfileRules.rules())
                .extracting(Rule::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z')));
        assertThat(DockerfileRules.rules()).noneMatch(rule -> rule.sources().isEmpty());
    }
}
