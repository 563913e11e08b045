package dev.hullmark.cli;

import dev.hullmark.catalog.secret.SecretCataloger;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.posture.CisDocker;
import dev.hullmark.posture.LicencePolicy;
import dev.hullmark.posture.Posture;
import dev.hullmark.posture.Rule;
import dev.hullmark.posture.container.ContainerRules;
import dev.hullmark.posture.container.LiveRules;
import dev.hullmark.posture.dockerfile.DockerfileRules;
import dev.hullmark.posture.image.ImageRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code why} for what is no vulnerability: from a rule about secrets, permissions or licences to what it found, or why it
 * found nothing. What a secret is, is shown masked, as everywhere.
 *
 * @param says what the rule says
 * @param sources who asks for it besides Hullmark
 */
record WhyRule(String id, Kind kind, String says, List<String> sources) {
    /** What a rule is about, where it is described, and who looks: a cataloger or a command. */
    enum Kind {
        SECRET("docs/secrets.md", Facts.SECRETS),
        PERMISSION("docs/reference.md", Facts.PERMISSIONS),
        IMAGE("docs/privilege.md", ""),
        LICENCE("docs/licences.md", ""),
        DOCKERFILE("docs/dockerfile.md", "hullmark check dockerfile"),
        CONTAINER("docs/containers.md", "hullmark check containers"),
        HOST("docs/host.md", "hullmark check host");

        private final String page;
        private final String who;

        Kind(String page, String who) {
            this.page = page;
            this.who = who;
        }
    }

    /** Empty when no rule has that id: it is a vulnerability's then. */
    static Optional<WhyRule> of(String id) {
        String lower = id.strip().toLowerCase(Locale.ROOT);
        return SecretCataloger.rule(lower)
                .map(says -> new WhyRule(lower, Kind.SECRET, says, List.of()))
                .or(() -> Posture.rule(lower).map(rule -> new WhyRule(lower, kind(rule), rule.title(), rule.sources())))
                .or(() -> ofCheck(lower, Kind.DOCKERFILE, DockerfileRules.rules()))
                .or(() -> ofCheck(lower, Kind.CONTAINER, LiveRules.rules()))
                .or(() -> ofCheck(lower, Kind.CONTAINER, ContainerRules.rules()))
                .or(() -> ofCheck(
                        lower,
                        Kind.HOST,
                        CisDocker.checks().stream().map(CisDocker.Check::rule).toList()));
    }

    private static Optional<WhyRule> ofCheck(String id, Kind kind, List<Rule> rules) {
        return rules.stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .map(rule -> new WhyRule(id, kind, rule.title() + ". " + rule.remediation(), rule.sources()));
    }

    /** Whether it is a question to something else than an image, and a command of its own asks it. */
    boolean asksNoImage() {
        return kind.who.startsWith("hullmark check");
    }

    private static Kind kind(Rule rule) {
        return rule.kind() == Finding.Kind.LICENCE
                ? Kind.LICENCE
                : ImageRules.rules().contains(rule) ? Kind.IMAGE : Kind.PERMISSION;
    }

    List<String> explain(Inventory inventory, LicencePolicy policy) {
        List<String> lines = new ArrayList<>();
        lines.add(id + ": " + says + " (Hullmark's own rule, " + kind.page + ")");
        sources.forEach(source -> lines.add("  asked by   " + source));
        ImageRules.example(id).ifPresent(example -> {
            example("finds", example.fails(), lines);
            example("not", example.passes(), lines);
        });
        if (asksNoImage()) {
            lines.add("");
            lines.add("It is no question to an image: " + kind.who + " asks it.");
            return lines;
        }
        int count = 0;
        for (Finding f : Posture.check(inventory, policy).findings()) {
            if (f.id().equals(id)) {
                count++;
                finding(f, lines);
            }
        }
        lines.add("");
        lines.add(
                count == 0
                        ? id + " is not reported: " + reason(inventory, policy)
                        : id + " is reported " + times(count));
        return lines;
    }

    private static void example(String label, String text, List<String> lines) {
        for (String line : text.split("\n")) {
            lines.add("  " + label + " ".repeat(11 - label.length()) + line);
            label = "";
        }
    }

    private static String times(int count) {
        return count == 1 ? "once." : count + " times.";
    }

    private static void finding(Finding f, List<String> lines) {
        lines.add("");
        lines.add(f.pkg().map(p -> p.purl() + ", ").orElse("") + f.title());
        for (Evidence e : f.evidence()) {
            lines.add("  found in   " + (e.path().isEmpty() ? "the image's configuration" : e.path()));
            if (e.layerIndex() >= 0) {
                lines.add("  layer      " + e.layerIndex() + " " + e.layer());
            }
            if (!e.createdBy().isEmpty()) {
                lines.add("  made by    " + e.createdBy());
            }
        }
        lines.add("  severity   " + f.severity().text());
        lines.add("  to do      " + f.remediation());
        String place = f.pkg()
                .map(p -> "package: " + p.purl())
                .orElseGet(() ->
                        f.evidence().isEmpty() || f.evidence().getFirst().path().isEmpty()
                                ? ""
                                : "path: " + f.evidence().getFirst().path());
        lines.add("  to waive   id: " + f.id() + (place.isEmpty() ? "" : ", " + place)
                + ", reason, author (docs/waivers.md)");
    }

    private String ofImage(Inventory inventory, LicencePolicy policy) {
        for (Coverage c : Posture.check(inventory, policy).coverage()) {
            if (c.what().equals("rule:" + id) && c.status() != Coverage.Status.COMPLETE) {
                return switch (c.status()) {
                    case NOT_APPLICABLE -> "it does not apply: " + c.reason() + ".";
                    case MANUAL -> "only a person can judge it. " + c.reason() + ".";
                    case COMPLETE, PARTIAL, NONE -> "it could not be judged: " + c.reason() + ".";
                };
            }
        }
        return "the image passes.";
    }

    /** Why there is none, and what that is worth. */
    private String reason(Inventory inventory, LicencePolicy policy) {
        if (kind == Kind.LICENCE) {
            return policy.isEmpty()
                    ? "no licences were asked for; say which with --licences-allow or --licences-deny."
                    : "every package's licence passes, of those that were asked for.";
        }
        if (kind == Kind.IMAGE) {
            return ofImage(inventory, policy);
        }
        if (!inventory.catalogers().containsKey(kind.who)) {
            return "nobody looked; this inventory was made without.";
        }
        StringBuilder reason = new StringBuilder("nothing that was looked at is like that.");
        for (Coverage c : inventory.coverage()) {
            boolean gap = c.status() == Coverage.Status.NONE || c.status() == Coverage.Status.PARTIAL;
            if (gap && (c.what().equals(kind.who) || c.what().startsWith("layer:"))) {
                reason.append(" But ")
                        .append(c.what())
                        .append(": ")
                        .append(c.reason())
                        .append('.');
            }
        }
        return reason.toString();
    }
}
