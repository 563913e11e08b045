package dev.hullmark.posture.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.posture.LicencePolicy;
import dev.hullmark.posture.Outcome;
import dev.hullmark.posture.Posture;
import dev.hullmark.posture.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageRulesTest {
    private static Outcome outcome(String id, Inventory inventory) {
        return ImageRules.check(inventory).stream()
                .filter(o -> o.rule().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static List<String> decided() {
        return ImageRules.rules().stream()
                .map(Rule::id)
                .filter(id -> ImageRules.example(id).isPresent())
                .toList();
    }

    /** Each rule by its own examples, which 'why' shows. */
    @ParameterizedTest
    @MethodSource("decided")
    void aRuleFindsItsExampleAndNotItsCounterexample(String id) {
        ImageRules.Example example = ImageRules.example(id).orElseThrow();
        assertThat(outcome(id, Images.of(example.fails())).findings())
                .isNotEmpty()
                .allMatch(f -> f.id().equals(id));
        Outcome passes = outcome(id, Images.of(example.passes()));
        assertThat(passes.findings()).isEmpty();
        assertThat(passes.status()).isEqualTo(Coverage.Status.COMPLETE);
    }

    @Test
    void everyRuleHasAnIdOfItsOwnATitleAndASource() {
        assertThat(Posture.rules()).extracting(Rule::id).doesNotHaveDuplicates();
        for (Rule rule : ImageRules.rules()) {
            assertThat(rule.title()).isNotBlank();
            assertThat(rule.remediation()).isNotBlank();
            assertThat(rule.sources()).isNotEmpty();
        }
    }

    @Test
    void everyCheckOfSection4OfTheBenchmarkHasARule() {
        Set<String> sections = new TreeSet<>();
        Posture.rules().forEach(rule -> rule.sources().forEach(s -> {
            if (s.startsWith("CIS Docker 1.6.0, 4.")) {
                sections.add(s.substring(s.lastIndexOf(' ') + 1));
            }
        }));
        // 4.10 is the search for secrets, whose rules are the catalog's.
        assertThat(sections)
                .containsExactlyInAnyOrder(
                        "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9", "4.11", "4.12");
    }

    private static List<String> privilege(Inventory inventory) {
        return Posture.check(inventory, LicencePolicy.NONE).findings().stream()
                .filter(f -> f.kind() == Finding.Kind.PRIVILEGE)
                .map(Finding::id)
                .toList();
    }

    /** Of kind privilege is what runs as root or does not start, and nothing else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''       | runs-as-root",
                "0        | runs-as-root",
                "root     | runs-as-root",
                "00       | runs-as-root",
                "+0       | runs-as-root",
                ":5       | runs-as-root",
                "0:1000   | runs-as-root",
                "toor     | runs-as-root",
                "toor:app | user-not-resolvable",
                "app      | ''",
                "app:0    | ''",
                "10001    | ''",
                "10001:x  | user-not-resolvable",
                "nobody   | user-not-resolvable",
                "-1       | user-not-resolvable",
                "2147483647 | ''",
                "2147483648 | user-not-resolvable",
                "٣        | user-not-resolvable",
            })
    void onlyRootAndNobodyAreOfKindPrivilege(String user, String expected) {
        String accounts = """
                RUN echo root:x:0:0::/: >> /etc/passwd
                RUN echo toor:x:0:0::/: >> /etc/passwd
                RUN echo app:x:10001:10001::/: >> /etc/passwd
                RUN echo app:x:0:0::/: >> /etc/passwd
                """;
        List<String> ids = expected.isEmpty() ? List.of() : List.of(expected);
        assertThat(privilege(Images.of(accounts + "USER " + user))).isEqualTo(ids);
    }

    @Test
    void whatNobodyReadIsNeverAPass() {
        Inventory old = new Images().lines("USER app").readBy(Map.of("dpkg", 1)).inventory();
        for (String id : List.of("runs-as-root", "user-not-resolvable", "user-named", "shell-present")) {
            assertThat(outcome(id, old).status()).as(id).isEqualTo(Coverage.Status.NONE);
        }
        Inventory numeric =
                new Images().lines("USER 5").readBy(Map.of("dpkg", 1)).inventory();
        assertThat(outcome("runs-as-root", numeric).status()).isEqualTo(Coverage.Status.COMPLETE);
        Inventory gap = withCoverage(Images.of("USER app"), Coverage.partial("accounts", "cut off"));
        assertThat(outcome("user-not-resolvable", gap).status()).isEqualTo(Coverage.Status.NONE);
    }

    @Test
    void withoutAConfigurationNothingApplies() {
        Inventory image = Images.of("USER app");
        Inventory directory = new Inventory(
                image.subject(),
                image.distribution(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                image.catalogers(),
                image.facts());
        assertThat(ImageRules.check(directory)).allMatch(o -> o.status() == Coverage.Status.NOT_APPLICABLE);
    }

    private static Inventory withCoverage(Inventory i, Coverage coverage) {
        return new Inventory(
                i.subject(),
                i.distribution(),
                i.config(),
                i.layers(),
                i.packages(),
                List.of(coverage),
                i.catalogers(),
                i.facts());
    }
}
