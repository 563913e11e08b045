package dev.hullmark.server.ui;

import dev.hullmark.model.Severity;
import dev.hullmark.store.Channels;
import dev.hullmark.store.Database;
import dev.hullmark.store.EventFilter;
import dev.hullmark.store.Promotions;
import dev.hullmark.store.Promotions.Outcome;
import dev.hullmark.store.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The demonstration's policies, promotion rules and channels. */
final class DemoRules {
    private static final String BAD = "<img src=x onerror=alert(1)>\"><script>alert(1)</script>";

    private DemoRules() {}

    /** Before anything happens: channels are told of what comes after them. What they call may not be called. */
    static void channels(Database database, Instant now) {
        Channels channels = new Channels(database);
        channels.add(
                new Channels.Spec(
                        "operations",
                        "slack",
                        "{\"url\":\"http://127.0.0.1:9/services/T0/a-secret-of-the-demo\"}",
                        new EventFilter(
                                Optional.of(Severity.HIGH), List.of(), List.of("finding", "scan-failed"), List.of()),
                        Duration.ZERO,
                        true),
                "ada",
                now);
        channels.add(
                new Channels.Spec(
                        "payments, weekly",
                        "email",
                        "{\"host\":\"mail.example.com\",\"port\":587,\"security\":\"starttls\",\"user\":\"hullmark\","
                                + "\"password\":\"a-secret-of-the-demo\",\"from\":\"hullmark@example.com\","
                                + "\"to\":[\"payments@example.com\"]}",
                        new EventFilter(Optional.empty(), List.of(Demo.REGISTRY + "/payments/*"), List.of(), List.of()),
                        Duration.ofDays(7),
                        false),
                "ada",
                now);
    }

    static void rules(Database database, Instant now) {
        Rules policies = Rules.policies(database);
        policies.put(
                "prod",
                "{\"repositories\":[\"" + Demo.REGISTRY + "/shop/*\",\"" + Demo.REGISTRY + "/payments/*\"],"
                        + "\"environments\":[\"prod\"],\"criteria\":{\"failOn\":\"kev or (critical and fixed)\","
                        + "\"most\":{\"high\":10},\"rules\":[\"runs-as-root\"],\"maxScanAge\":\"90d\"}}",
                "ada",
                now.minus(Duration.ofDays(3)));
        policies.put(
                "no-copyleft",
                "{\"criteria\":{\"licences\":{\"denied\":[\"AGPL-*\"]}},\"enabled\":false}",
                "grace",
                now.minus(Duration.ofDays(9)));
        Rules.promotions(database)
                .put(
                        "to-prod",
                        "{\"repositories\":[\"" + Demo.REGISTRY + "/shop/*\"],\"tags\":[\"1.*\"],\"target\":\""
                                + Demo.REGISTRY + "/prod/{repository}\",\"criteria\":{\"failOn\":\"high\","
                                + "\"onlyFixed\":true},\"manual\":true}",
                        "ada",
                        now.minus(Duration.ofDays(2)));
        Promotions results = new Promotions(database);
        note(results, "to-prod", "shop/search:1.3", Outcome.PROMOTED, "", now.minusSeconds(7200));
        note(
                results,
                "to-prod",
                "shop/checkout:1.11",
                Outcome.REFUSED,
                "2 findings match 'high': CVE-2026-90101 in libssl3, CVE-2026-90131 in lodash\n"
                        + "the advisories of CISA's list are 9 days old",
                now.minusSeconds(3600));
        note(
                results,
                "to-prod",
                "shop/cart:1.20",
                Outcome.FAILED,
                "The tag 1.20 stands for another image there, and the rule does not move tags.",
                now.minusSeconds(600));
    }

    private static void note(Promotions results, String rule, String name, Outcome outcome, String why, Instant at) {
        String target = outcome == Outcome.REFUSED ? "" : Demo.REGISTRY + "/prod/" + name;
        results.note(
                new Promotions.Result(
                        0, rule, Demo.REGISTRY + "/" + name, "sha256:" + "5".repeat(64), target, outcome, why, at),
                Optional.empty());
    }

    /** Whose every word tries to be more than a word, as far as their readers let words in. */
    static void hostile(Database database, Instant now) {
        String json = BAD.replace("\"", "\\\"");
        Rules.policies(database)
                .put(
                        "evil",
                        "{\"repositories\":[\"" + json + "\"],\"tags\":[\"" + json + "\"],\"environments\":[\"" + json
                                + "\"],\"criteria\":{\"failOn\":\"high\",\"licences\":{\"denied\":[\"" + json
                                + "\"]}}}",
                        BAD,
                        now);
        Rules.promotions(database)
                .put(
                        "evil",
                        "{\"repositories\":[\"" + json + "\"],\"target\":\"" + Demo.REGISTRY
                                + "/prod/x\",\"criteria\":{\"failOn\":\"high\"}}",
                        BAD,
                        now);
        note(new Promotions(database), "evil", BAD, Outcome.FAILED, BAD, now);
        new Channels(database)
                .add(
                        new Channels.Spec(
                                BAD,
                                "webhook",
                                "{\"url\":\"https://hooks.example.com/a-secret-of-the-demo\",\"secret\":\"\"}",
                                new EventFilter(Optional.empty(), List.of(BAD), List.of(), List.of()),
                                Duration.ofMinutes(45),
                                true),
                        BAD,
                        now);
    }
}
