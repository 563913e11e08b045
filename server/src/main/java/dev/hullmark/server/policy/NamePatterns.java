package dev.hullmark.server.policy;

import dev.hullmark.model.Glob;
import java.util.List;
import java.util.Locale;

/**
 * Which names of images are meant. {@code *} is any text, slashes too.
 *
 * @param repositories with their registry: {@code registry.example.com/prod/*}
 */
record NamePatterns(List<String> repositories, List<String> tags) {
    private static final List<String> ANY = List.of("*");

    NamePatterns {
        repositories = List.copyOf(repositories);
        tags = List.copyOf(tags);
    }

    static NamePatterns of(Fields f) {
        List<String> repositories = f.texts("repositories");
        List<String> tags = f.texts("tags");
        return new NamePatterns(repositories.isEmpty() ? ANY : repositories, tags.isEmpty() ? ANY : tags);
    }

    boolean match(String repository, String tag) {
        return matchRepository(repository) && tags.stream().anyMatch(pattern -> Glob.matches(pattern, tag));
    }

    boolean matchRepository(String repository) {
        // Names of hosts are told in lower case, however the pattern has them.
        return repositories.stream()
                .anyMatch(pattern -> Glob.matches(pattern, repository)
                        || Glob.matches(pattern.toLowerCase(Locale.ROOT), repository));
    }
}
