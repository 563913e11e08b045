package dev.hullmark.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which advisories to judge by. */
final class KnowledgeOptions {
    static final Section SECTION = new Section(
            "advisories",
            "Which advisories to judge by",
            List.of(
                    Property.path("db"),
                    Property.of("offline"),
                    Property.of("feed-url").alsoFor("--url").alsoIn("HULLMARK_FEED_URL")));

    @Option(names = "--db", paramLabel = "DIR", description = "Directory of the advisory index.")
    private Optional<Path> db = Optional.empty();

    @Option(names = "--offline", description = "Ask nothing of the network; judge by what is on this machine.")
    private boolean offline;

    @Option(
            names = "--feed-url",
            paramLabel = "URL",
            defaultValue = "${HULLMARK_FEED_URL}",
            description = "Where advisories come from, laid out as OSV's public bucket.")
    private Optional<URI> feedUrl = Optional.empty();

    Path directory(Home home) {
        return db.orElse(home.advisories());
    }

    boolean offline() {
        return offline;
    }

    Optional<URI> feedUrl() {
        return feedUrl;
    }
}
