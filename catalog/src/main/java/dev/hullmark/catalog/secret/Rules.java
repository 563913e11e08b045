package dev.hullmark.catalog.secret;

import java.util.ArrayList;
import java.util.List;

/**
 * Every kind of credential that is known, the more specific first: of two rules that see the same bytes the first wins.
 * The forms are those the issuers publish. A change here raises {@link SecretCataloger#version}. An example and a
 * counterexample of each stand in the tests' {@code rules.txt}.
 */
final class Rules {
    private Rules() {}

    static final List<Rule> ALL = all();

    private static List<Rule> all() {
        List<Rule> all = new ArrayList<>(128);
        all.addAll(KeyRules.ALL);
        all.addAll(CloudRules.ALL);
        all.addAll(SourceRules.ALL);
        all.addAll(RegistryRules.ALL);
        all.addAll(ServiceRules.ALL);
        all.addAll(ConnectionRules.ALL);
        all.addAll(NamedRules.ALL);
        return List.copyOf(all);
    }
}
