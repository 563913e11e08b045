package dev.hullmark.server.policy;

import dev.hullmark.advisories.Feed;
import dev.hullmark.report.FeedAge;
import dev.hullmark.server.judge.FeedCoverages;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import dev.hullmark.store.Inventories;
import dev.hullmark.store.Judgements;
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
    private final FeedCoverages coverages;
    private final Inventories inventories;
    private final MarkedFindings findings;
    private final Verdicts verdicts;
    private final Judgements judgements;
    private final AtomicReference<Feeds> feeds = new AtomicReference<>(new Feeds(Instant.MIN, "", List.of()));

    private record Feeds(Instant read, String digest, List<FeedAge> ages) {}

    FactsReader(Context context, Knowledge knowledge, FeedCoverages coverages) {
        this.context = context;
        this.knowledge = knowledge;
        this.coverages = coverages;
        inventories = new Inventories(context.database());
        findings = new MarkedFindings(context.database());
        verdicts = new Verdicts(context.database());
        judgements = new Judgements(context.database());
    }

    ImageFacts read(Images.Image image) {
        Feeds known = feeds();
        // Before and after: what is read in between may be by the advisories that were then replaced.
        boolean before = judgedBy(known);
        ImageFacts found = facts(image, known);
        FeedCoverages.Said said = coverages.of(image, known.digest());
        boolean current = before && said.digest().equals(known.digest()) && judgedBy(known);
        return found.with(said.coverage(), current);
    }

    /** Only what violations follow from: these facts prove nothing that is not found. */
    ImageFacts readFound(Images.Image image) {
        return facts(image, feeds());
    }

    private ImageFacts facts(Images.Image image, Feeds known) {
        Set<String> needed = new TreeSet<>();
        inventories
                .ecosystems(image.id())
                .forEach(e -> needed.add(e.indexOf(':') < 0 ? e : e.substring(0, e.indexOf(':'))));
        return new ImageFacts(
                image,
                findings.open(image.id(), waiver -> true, context.now()),
                inventories.readBare(image.id()),
                () -> inventories.read(image.id()),
                List.of(),
                false,
                needed,
                known.ages());
    }

    /**
     * Whether all findings are by these advisories. Of several nodes one may have newer ones than this node, or have judged
     * by them already: until this one has taken them it can't say how old they are.
     */
    private boolean judgedBy(Feeds known) {
        return verdicts.judgedBy().equals(known.digest()) && !verdicts.unsure();
    }

    private Feeds feeds() {
        Feeds known = feeds.get();
        if (known.read().isBefore(context.now().minus(FEEDS_KEPT))) {
            Instant now = context.now();
            known = knowledge.ask(index -> new Feeds(
                    now,
                    index.digest(),
                    index.feeds().stream()
                            .filter(feed -> feed.origin() != Feed.Origin.RECORDS)
                            .map(feed ->
                                    new FeedAge(feed.name(), feed.origin() == Feed.Origin.STARTER, feed.confirmed()))
                            .toList()));
            feeds.set(known);
        }
        return known;
    }

    /** When an image's verdict was last brought up to what is known; empty when it has none. */
    Optional<Instant> judgedAt(Images.Image image) {
        return image.judged(judgements.judgedAt());
    }
}
