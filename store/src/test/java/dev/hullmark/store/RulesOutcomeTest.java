package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What pages list of policies and promotions, on both databases. */
class RulesOutcomeTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static long image(Images images, String digit) {
        return images.register("r.example/shop", digit, "", "sha256:" + digit.repeat(64), Optional.empty(), NOW)
                .id();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void ofTwoWhoChangeWhatTheySawTheSecondIsTold(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            for (Rules rules : List.of(Rules.policies(database), Rules.promotions(database))) {
                assertThat(rules.add("a", "{}", "first", NOW)).isTrue();
                assertThat(rules.add("a", "{1}", "second", NOW)).isFalse();
                Rules.Rule seen = rules.get("a").orElseThrow();
                assertThat(rules.change(seen, "{2}", "first", NOW)).isTrue();
                assertThat(rules.change(seen, "{3}", "second", NOW)).isFalse();
                Rules.Rule again = rules.get("a").orElseThrow();
                assertThat(again.body()).isEqualTo("{2}");
                rules.put("a", "{4}", "third", NOW);
                assertThat(rules.change(again, "{5}", "second", NOW)).isFalse();
                Rules.Rule last = rules.get("a").orElseThrow();
                assertThat(last.body() + last.by()).isEqualTo("{4}third");
                assertThat(rules.remove("a", "third", NOW)).isTrue();
                assertThat(rules.change(last, "{6}", "second", NOW)).isFalse();
                assertThat(rules.all()).isEmpty();
            }
            assertThat(new Audit(database).before(Long.MAX_VALUE, 99)).hasSize(8);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void violationsAreListedWithWhyTheyAreNow(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Images images = new Images(database);
            long a = image(images, "a");
            long b = image(images, "b");
            Violations violations = new Violations(database);
            PolicyDue due = new PolicyDue(database);
            due.markAll();
            assertThat(due.waiting()).isEqualTo(2);
            say(due, violations, Map.of("prod", "x\ny"));
            assertThat(due.waiting()).isZero();
            assertThat(violations.counts()).containsExactly(Map.entry("prod", 2));
            due.markAll();
            say(due, violations, Map.of("prod", "z"));
            assertThat(violations.page("prod", 0, 9))
                    .containsExactly(new Violations.Violation(a, NOW, "z"), new Violations.Violation(b, NOW, "z"));
            assertThat(violations.page("prod", a, 9)).hasSize(1);
            due.markAll();
            say(due, violations, Map.of());
            assertThat(violations.counts()).isEmpty();
        }
    }

    private static void say(PolicyDue due, Violations violations, Map<String, String> violated) {
        violations.apply(
                due.next(9).stream()
                        .map(one -> new Violations.Said(one, violated))
                        .toList(),
                NOW);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void resultsAreCountedAndFilteredByOutcome(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Promotions promotions = new Promotions(database);
            for (Promotions.Outcome outcome : Promotions.Outcome.values()) {
                promotions.note(
                        new Promotions.Result(0, "r", "s:" + outcome.text(), "sha256:1", "", outcome, "why", NOW),
                        Optional.empty());
            }
            assertThat(promotions.counts("r")).hasSize(3).containsEntry(Promotions.Outcome.REFUSED, 1);
            assertThat(promotions.page("r", "refused", Long.MAX_VALUE, 9))
                    .extracting(Promotions.Result::source)
                    .containsExactly("s:refused");
            assertThat(promotions.page("r", Long.MAX_VALUE, 9)).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsUnderWayIsFoundByHowItBegins(Databases kind) throws Exception {
        try (Database database = kind.open()) {
            Jobs jobs = new Jobs(database);
            for (String subject : List.of("to-prod a 1", "to-prod-2 a 1")) {
                jobs.add("promote", subject, Jobs.Priority.ASKED, NOW);
            }
            jobs.add("scan", "to-prod a 2", Jobs.Priority.ASKED, NOW);
            assertThat(jobs.underWay("promote", "to-prod ", 9))
                    .extracting(Jobs.Seen::subject)
                    .containsExactly("to-prod a 1");
        }
    }
}
