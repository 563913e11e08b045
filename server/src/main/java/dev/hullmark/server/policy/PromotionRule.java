package dev.hullmark.server.policy;

import dev.hullmark.server.policy.Fields.Wrong;
import dev.hullmark.store.Rules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which images are copied where, once they are what they must be.
 *
 * @param from the names of images it is for
 * @param target a repository with its registry; {@code {repository}} is the source's without its registry
 * @param tag with {@code {tag}}, {@code {date}}, {@code {time}}, {@code {digest12}}, {@code {repository}}
 * @param overwrite whether a tag that stands for another image is moved
 * @param manual whether it waits to be asked
 */
record PromotionRule(
        String name,
        NamePatterns from,
        Criteria criteria,
        String target,
        String tag,
        boolean overwrite,
        boolean manual) {
    private static final Set<String> FIELDS =
            Set.of("repositories", "tags", "criteria", "target", "tag", "overwrite", "manual");
    private static final Pattern REPOSITORY = Pattern.compile("[a-zA-Z0-9.:-]+(/[a-z0-9]+([._-]+[a-z0-9]+)*)+");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** @throws Wrong when it is not understood, or would feed itself */
    static PromotionRule parse(String name, byte[] body) {
        Fields f = Fields.of(body, "a promotion rule", FIELDS);
        PromotionRule rule = new PromotionRule(
                name,
                NamePatterns.of(f),
                Criteria.of(f.object("criteria", Criteria.FIELDS)),
                f.needed("target"),
                f.has("tag") ? f.text("tag") : "{tag}",
                f.flag("overwrite"),
                f.flag("manual"));
        rule.check();
        return rule;
    }

    static PromotionRule of(Rules.Rule kept) {
        return parse(kept.name(), kept.body().getBytes(StandardCharsets.UTF_8));
    }

    private void check() {
        if (from.repositories().contains("*")) {
            throw new Wrong("repositories", "Say 'repositories' of a promotion rule: it would be for every image.");
        }
        String sample = target("registry.example.com/a/b");
        if (!REPOSITORY.matcher(sample).matches()) {
            throw new Wrong(
                    "target",
                    "'target' must be a repository with its registry, like registry.example.com/prod/app or"
                            + " registry.example.com/prod/{repository}.");
        }
        if (!TAG.matcher(tag("registry.example.com/a/b", "1", "sha256:" + "0".repeat(64), Instant.EPOCH))
                .matches()) {
            throw new Wrong(
                    "tag", "'tag' must make a tag; known are {tag}, {date}, {time}, {digest12} and {repository}.");
        }
        if (from.matchRepository(sample)) {
            throw new Wrong(
                    "target", "The target is one of the rule's own sources: it would promote what it promoted.");
        }
    }

    private static String path(String repository) {
        return repository.substring(repository.indexOf('/') + 1);
    }

    /** Where an image of this repository goes. */
    String target(String repository) {
        return target.replace("{repository}", path(repository));
    }

    String tag(String repository, String named, String digest, Instant now) {
        String hex = digest.substring(digest.indexOf(':') + 1);
        return tag.replace("{tag}", named)
                .replace("{date}", DATE.format(now))
                .replace("{time}", TIME.format(now))
                .replace("{digest12}", hex.substring(0, Math.min(12, hex.length())))
                .replace("{repository}", path(repository).replace('/', '-'));
    }
}
