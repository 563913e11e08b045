package dev.hullmark.catalog.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each row of the table finds its example, under its own id, and not its counterexample. */
class RulesTest {
    static final List<Rule> RULES = Rules.ALL;

    private static final String DIGITS = "0123456789";
    private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
    private static final String LARGE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** A rule's id, a text that has its credential, and one that looks alike and has none. */
    record Example(String id, String with, String without) {
        @Override
        public String toString() {
            return id;
        }
    }

    static final List<Example> EXAMPLES = read();

    private static List<Example> read() {
        try (InputStream in = Objects.requireNonNull(RulesTest.class.getResourceAsStream("rules.txt"))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            List<Example> examples = new ArrayList<>();
            for (int i = 0; i < lines.size(); i += 3) {
                examples.add(new Example(lines.get(i), text(lines.get(i + 1), "  + "), text(lines.get(i + 2), "  - ")));
            }
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String line, String mark) {
        assertThat(line).startsWith(mark);
        return line.substring(mark.length()).translateEscapes();
    }

    @Test
    void everyRuleHasAnExample() {
        assertThat(EXAMPLES)
                .extracting(Example::id)
                .containsExactlyElementsOf(RULES.stream().map(Rule::id).toList());
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void theExampleIsFoundAndMasked(Example example) {
        for (int seed = 1; seed <= 20; seed++) {
            String text = fill(example.with(), seed);
            Scanned scanned = Scanned.of(text, FileKind.CONFIG);
            List<SecretScan.Hit> hits = SecretScan.hits(scanned, true);
            assertThat(hits).as(text).extracting(h -> h.which().id()).contains(example.id());
            for (SecretScan.Hit hit : hits) {
                Secret secret = SecretScan.secrets(scanned, true, "/a").getFirst();
                String value = scanned.text(hit.from(), hit.to());
                String hidden = value.substring(Math.min(value.length() / 2, 12));
                assertThat(secret.excerpt()).contains(Secret.MASK).doesNotContain(hidden);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void theCounterexampleIsNot(Example example) {
        for (int seed = 1; seed <= 20; seed++) {
            String text = fill(example.without(), seed);
            assertThat(SecretScan.hits(Scanned.of(text, FileKind.CONFIG), true))
                    .as(text)
                    .extracting(h -> h.which().id())
                    .doesNotContain(example.id());
        }
    }

    @Test
    void idsAreUniqueAndKeywordsAreThere() {
        Set<String> ids = new HashSet<>();
        for (Rule rule : RULES) {
            assertThat(ids.add(rule.id())).as(rule.id()).isTrue();
            assertThat(rule.keywords())
                    .isNotEmpty()
                    .allSatisfy(word -> assertThat(word).isNotEmpty().isPrintable());
        }
    }

    /** Puts random characters where a row says of which kind and how many. */
    static String fill(String template, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int end = template.indexOf('}', at);
            if (template.charAt(at) == '{'
                    && end > at + 1
                    && template.substring(at + 1, end).matches("[ahulbwd]\\d+")) {
                String from = characters(template.charAt(at + 1));
                for (int i = Integer.parseInt(template.substring(at + 2, end)); i > 0; i--) {
                    text.append(from.charAt(random.nextInt(from.length())));
                }
                at = end + 1;
            } else {
                text.append(template.charAt(at++));
            }
        }
        return text.toString();
    }

    private static String characters(char kind) {
        return switch (kind) {
            case 'a' -> DIGITS + SMALL + LARGE;
            case 'h' -> DIGITS + "abcdef";
            case 'u' -> LARGE + "234567";
            case 'l' -> DIGITS + SMALL;
            case 'b' -> DIGITS + SMALL + LARGE + "+/";
            case 'w' -> DIGITS + SMALL + LARGE + "_-";
            default -> DIGITS;
        };
    }
}
