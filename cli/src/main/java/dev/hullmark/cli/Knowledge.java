package dev.hullmark.cli;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.AdvisoryStore;
import dev.hullmark.advisories.FallbackIndex;
import dev.hullmark.advisories.Feed;
import dev.hullmark.advisories.FeedResult;
import dev.hullmark.advisories.StarterSet;
import dev.hullmark.advisories.UpdateRequest;
import dev.hullmark.match.Ecosystems;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a scan judges by: the index on disk, completed from the network with just the feeds its packages need, and the
 * starter set behind it. What could not be had becomes coverage, never a failure.
 *
 * @param index to be closed by its user
 * @param coverage the feeds that could not be fetched, and why
 */
record Knowledge(AdvisoryIndex index, List<Coverage> coverage) {
    /** What was fetched longer ago is asked for again; what was imported never is: who imports decides what is known. */
    private static final Duration REFRESH_AFTER = Duration.ofDays(1);

    static Knowledge of(Inventory inventory, KnowledgeOptions options, Context context) {
        return of(Ecosystems.shards(inventory), options, context);
    }

    /** @param needed the feeds that what is to be judged needs */
    static Knowledge of(Set<String> needed, KnowledgeOptions options, Context context) {
        AdvisoryStore store = new AdvisoryStore(options.directory(context.home()));
        List<Coverage> coverage = new ArrayList<>();
        Optional<AdvisoryIndex> onDisk = open(store, coverage);
        if (!options.offline()) {
            Set<String> wanted = wanted(needed, onDisk);
            if (!wanted.isEmpty()) {
                // Closed before the file is replaced: not every system lets a mapped file go.
                onDisk.ifPresent(AdvisoryIndex::close);
                fetch(store, wanted, options.feedUrl(), context, coverage);
                onDisk = open(store, coverage);
            }
        }
        AdvisoryIndex starter = StarterSet.open();
        return new Knowledge(
                onDisk.<AdvisoryIndex>map(index -> new FallbackIndex(index, starter))
                        .orElse(starter),
                coverage);
    }

    private static Optional<AdvisoryIndex> open(AdvisoryStore store, List<Coverage> coverage) {
        try {
            return store.open();
        } catch (HullmarkException e) {
            coverage.add(Coverage.none("feed:index", Terminal.clean(e.getMessage())));
            return Optional.empty();
        }
    }

    private static Set<String> wanted(Set<String> needed, Optional<AdvisoryIndex> index) {
        Set<String> wanted = new TreeSet<>(needed);
        Instant fresh = Instant.now().minus(REFRESH_AFTER);
        for (Feed feed : index.map(AdvisoryIndex::feeds).orElse(List.of())) {
            boolean known = feed.origin() == Feed.Origin.IMPORTED
                    || (feed.origin() == Feed.Origin.FETCHED && feed.confirmed().isAfter(fresh));
            if (known) {
                wanted.remove(feed.name());
            }
        }
        return wanted;
    }

    private static void fetch(
            AdvisoryStore store, Set<String> wanted, Optional<URI> from, Context context, List<Coverage> coverage) {
        try {
            UpdateRequest request = UpdateRequest.of(from.orElse(UpdateRequest.OSV), wanted, REFRESH_AFTER)
                    .inPassing();
            for (FeedResult failed : store.update(request, context.progress()).failed()) {
                coverage.add(Coverage.none("feed:" + failed.name(), reason(failed)));
            }
        } catch (HullmarkException e) {
            coverage.add(Coverage.none("feed:" + String.join(",", wanted), String.valueOf(e.getMessage())));
        }
    }

    /** What went wrong, without the feed's name, which the coverage entry has: so equal reasons are equal. */
    private static String reason(FeedResult failed) {
        String message = failed.message();
        String name = failed.name() + " ";
        int end = message.endsWith(".") ? message.length() - 1 : message.length();
        return message.substring(message.startsWith(name) ? name.length() : 0, end);
    }
}
