package dev.hullmark.catalog.secret;

import java.util.List;

/** What every credential has near it. */
public final class SecretWords {
    private SecretWords() {}

    public static List<String> all() {
        return Rules.ALL.stream()
                .flatMap(rule -> rule.keywords().stream())
                .distinct()
                .toList();
    }
}
