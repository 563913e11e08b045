package dev.hullmark.server.policy;

import dev.hullmark.advisories.Feed;
import dev.hullmark.report.FeedAge;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import dev.hullmark.store.MarkedFindings;
import dev.hullmark.store.Verdicts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/** Gathers what criteria ask about an image. */
final class FactsReader {
    /** How long the list of feeds is remembered: opening the advisories takes longer than all else. */
    private static final Duration FEEDS_KEPT = Duration.ofSeconds(2);

    private final Context context;
    private final Knowledge knowledge;
    private final Inventories inventories;
    private final MarkedFindings findings;
    private final Verdicts verdicts;
    private final AtomicReference<Feeds> feeds = new AtomicReference<>(new Feeds(Instant.MIN, List.of()));

    private record Feeds(Instant read, List<FeedAge> ages) {}

    FactsReader(Context context, Knowledge knowledge) {
        this.context = context;
        this.knowledge = knowledge;
        inventories = new Inventories(context.database());
        findings = new MarkedFindings(context.database());
        verdicts = new Verdicts(context.database());
    }

    ImageFacts read(Images.Image image) {
        Set<String> needed = new TreeSet<>();
        inventories
                .ecosystems(image.id())
                .forEach(e -> needed.add(e.indexOf(':') < 0 ? e : e.substring(0, e.indexOf(':'))));
        return new ImageFacts(
                image,
                findings.open(image.id(), context.now()),
                inventories.readBare(image.id()),
                () -> inventories.read(image.id()),
                needed,
                feeds());
    }

    private List<FeedAge> feeds() {
        Feeds known = feeds.get();
        if (known.read().isBefore(context.now().minus(FEEDS_KEPT))) {
            List<FeedAge> ages = knowledge.ask(index -> index.feeds().stream()
                    .filter(feed -> feed.origin() != Feed.Origin.RECORDS)
                    .map(feed -> new FeedAge(feed.name(), feed.origin() == Feed.Origin.STARTER, feed.confirmed()))
                    .toList());
            known = new Feeds(context.now(), ages);
            feeds.set(known);
        }
        return known.ages();
    }

    /** When an image's verdict was last brought up to what is known; empty when it has none. */
    Optional<Instant> judgedAt(Images.Image image) {
        Optional<Instant> all = verdicts.judgedAt();
        return image.judgedAt().map(own -> all.filter(own::isBefore).orElse(own));
    }
}
