package dev.hullmark.cli;

import dev.hullmark.advisories.AdvisoryStore;
import dev.hullmark.advisories.Feed;
import dev.hullmark.advisories.FeedResult;
import dev.hullmark.advisories.StoreResult;
import dev.hullmark.advisories.StoreStatus;
import dev.hullmark.advisories.UpdateRequest;
import dev.hullmark.model.HullmarkException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "db",
        description = "The advisories on this machine: fetch, import, and tell how old they are.",
        footer = {
            "",
            "Examples:",
            "  hullmark db update                  fetch what changed, all ecosystems",
            "  hullmark db update Debian npm       only these",
            "  hullmark db import ./osv-mirror     a folder with NAME/all.zip, KEV and EPSS",
            "  hullmark db status"
        })
final class DbCommand implements Runnable {
    /** Feeds that one failure names. */
    private static final int NAMED = 5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say 'db update', 'db import PATH' or 'db status'");
    }

    /** Where the index lies. */
    static final class Where {
        @Option(names = "--db", paramLabel = "DIR", description = "Directory of the advisory index.")
        private Optional<Path> directory = Optional.empty();

        @Option(
                names = {"-q", "--quiet"},
                description = "Say nothing but what went wrong.")
        private boolean quiet;

        AdvisoryStore store(Context context) {
            return new AdvisoryStore(directory.orElse(context.home().advisories()));
        }
    }

    @Command(
            name = "import",
            description =
                    "Take in advisories from a folder laid out as OSV's public bucket (NAME/all.zip), with the files"
                            + " that Amazon Linux, Oracle Linux, Red Hat and Azure Linux publish, CISA's"
                            + " known_exploited_vulnerabilities.json and FIRST's epss_scores-current.csv.gz; any of them."
                            + " See docs/feeds.md.")
    int importFrom(
            @Mixin Where where,
            @Parameters(
                            paramLabel = "PATH",
                            description = "The folder; or a zip of OSV records, or one record, to add.")
                    Path path) {
        try (Context context = Context.of(where.quiet)) {
            return told(where.store(context).importFrom(path, context.progress()), context, where.quiet);
        }
    }

    @Command(name = "update", description = "Fetch what changed since the last time.")
    int update(
            @Mixin Where where,
            @Option(
                            names = "--url",
                            paramLabel = "URL",
                            defaultValue = "${HULLMARK_FEED_URL}",
                            description = "Where from, laid out as OSV's public bucket; default: OSV, CISA and FIRST.")
                    Optional<URI> url,
            @Parameters(paramLabel = "ECOSYSTEM", arity = "0..*", description = "OSV's names; default: all.")
                    List<String> ecosystems) {
        try (Context context = Context.of(where.quiet)) {
            UpdateRequest request = UpdateRequest.of(
                    url.orElse(UpdateRequest.OSV),
                    ecosystems == null ? Set.of() : Set.copyOf(ecosystems),
                    Duration.ZERO);
            return told(where.store(context).update(request, context.progress()), context, where.quiet);
        }
    }

    @Command(name = "status", description = "Print which feeds are here, how old and how large they are.")
    int status(@Mixin Where where) {
        try (Context context = Context.of(where.quiet)) {
            StoreStatus status = where.store(context).status();
            if (!status.problem().isEmpty()) {
                throw new HullmarkException(status.problem());
            }
            System.out.println("index   " + status.path());
            if (status.feeds().isEmpty()) {
                System.out.println("empty; scans use the starter set. Run hullmark db update or hullmark db import.");
                return ExitCode.DONE;
            }
            System.out.println("size    " + Sizes.text(status.size()));
            System.out.println("digest  " + status.digest());
            System.out.println();
            System.out.println("FEED         RECORDS  CONFIRMED         NEWEST            HOW       RELEASES");
            Instant now = Instant.now();
            for (Feed feed : status.feeds()) {
                System.out.println(pad(feed.name(), 12) + padLeft(Long.toString(feed.records()), 8) + "  "
                        + pad(Ages.text(feed.confirmed(), now), 18)
                        + pad(Ages.text(feed.newest(), now), 18)
                        + pad(Ages.word(feed.origin().name()), 10)
                        + releases(status.releases(), feed.name()));
            }
            return ExitCode.DONE;
        }
    }

    private static String releases(Map<String, SortedMap<String, Integer>> releases, String feed) {
        StringBuilder text = new StringBuilder();
        if (releases.containsKey(feed)) {
            List<String> sorted = new ArrayList<>(releases.get(feed).keySet());
            sorted.sort(NaturalOrder.OF_TEXTS);
            for (String release : sorted) {
                int colon = release.indexOf(':');
                if (colon > 0) {
                    text.append(text.isEmpty() ? "" : " ").append(release, colon + 1, release.length());
                }
            }
        }
        return text.toString();
    }

    private static int told(StoreResult result, Context context, boolean quiet) {
        context.line().close();
        Map<String, List<String>> failed = new LinkedHashMap<>();
        for (FeedResult feed : result.feeds()) {
            if (feed.outcome() == FeedResult.Outcome.FAILED) {
                String own = feed.name() + " could not be updated: ";
                boolean named = feed.message().startsWith(own);
                failed.computeIfAbsent(
                                named ? feed.message().substring(own.length()) : feed.message(),
                                reason -> new ArrayList<>())
                        .add(feed.name());
            } else if (!quiet) {
                System.out.println(pad(feed.name(), 12) + padLeft(Long.toString(feed.records()), 8) + " records, "
                        + Ages.word(feed.outcome().name()) + skipped(feed));
            }
        }
        failed.forEach((reason, feeds) -> context.say(failure(reason, feeds)));
        return result.failed().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** What befell many alike, as when there is no network, is said once. */
    static String failure(String reason, List<String> feeds) {
        if (feeds.size() == 1 && reason.startsWith(feeds.getFirst())) {
            return reason;
        }
        int more = feeds.size() - NAMED;
        return String.join(", ", feeds.subList(0, Math.min(NAMED, feeds.size())))
                + (more > 0 ? " and " + more + " more" : "")
                + " could not be updated: " + reason;
    }

    private static String skipped(FeedResult feed) {
        return feed.skipped() == 0
                ? ""
                : ", " + feed.skipped() + " skipped (" + String.join("; ", feed.skippedNames()) + ")";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
