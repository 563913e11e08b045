package dev.hullmark.server.policy;

import dev.hullmark.store.Database;
import dev.hullmark.store.Rules;
import java.util.ArrayList;
import java.util.List;

/** The policies there are. One named {@code default} is always there: for images that no other is for. */
final class Policies {
    private final Rules rules;

    Policies(Database database) {
        rules = Rules.policies(database);
    }

    /** Those that are not switched off. */
    List<Policy> all() {
        List<Policy> all = new ArrayList<>();
        rules.all().forEach(kept -> all.add(Policy.of(kept)));
        all.removeIf(policy -> !policy.enabled());
        if (all.stream().noneMatch(p -> p.name().equals(Policy.DEFAULT_NAME))) {
            all.add(Policy.byDefault());
        }
        return all;
    }

    /** A name of an image. */
    record Name(String repository, String tag) {}

    /** Those that hold for an image with these names: all that are for one of them, else the default. */
    static List<Policy> holding(List<Policy> all, List<Name> names, String environment) {
        List<Policy> holding = all.stream()
                .filter(p -> !p.name().equals(Policy.DEFAULT_NAME))
                .filter(p -> names.stream().anyMatch(n -> isFor(p, n, environment)))
                .toList();
        return holding.isEmpty()
                ? all.stream().filter(p -> p.name().equals(Policy.DEFAULT_NAME)).toList()
                : holding;
    }

    /** However the registry is written, in the name or in the policy. */
    private static boolean isFor(Policy policy, Name name, String environment) {
        return Spellings.of(name.repository()).stream()
                .anyMatch(repository -> policy.isFor(repository, name.tag(), environment));
    }
}
