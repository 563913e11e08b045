package dev.hullmark.server.policy;

import dev.hullmark.store.Rules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What images must be to run.
 *
 * @param names the names of images it is for
 * @param environments where it is for; empty for everywhere
 * @param enabled false for one that is as if it were not there
 */
record Policy(String name, NamePatterns names, List<String> environments, Criteria criteria, boolean enabled) {
    static final String DEFAULT_NAME = "default";

    /** What holds for images that no policy is for, unless somebody says otherwise. */
    static final String DEFAULT_BODY = "{\"criteria\":{\"failOn\":\"kev or malware or (critical and fixed)\"}}";

    Policy {
        environments = List.copyOf(environments);
    }

    static Policy of(String name, Fields f) {
        return new Policy(
                name,
                NamePatterns.of(f),
                f.texts("environments"),
                Criteria.of(f.object("criteria", Criteria.FIELDS)),
                !f.has("enabled") || f.flag("enabled"));
    }

    static Policy parse(String name, byte[] body) {
        return of(
                name,
                Fields.of(body, "a policy", Set.of("repositories", "tags", "environments", "criteria", "enabled")));
    }

    static Policy of(Rules.Rule kept) {
        return parse(kept.name(), kept.body().getBytes(StandardCharsets.UTF_8));
    }

    static Policy byDefault() {
        return parse(DEFAULT_NAME, DEFAULT_BODY.getBytes(StandardCharsets.UTF_8));
    }

    /** @param environment "" where it does not matter: then every environment's holds */
    boolean isFor(String repository, String tag, String environment) {
        return names.match(repository, tag)
                && (environment.isEmpty() || environments.isEmpty() || environments.contains(environment));
    }
}
