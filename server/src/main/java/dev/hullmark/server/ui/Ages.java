package dev.hullmark.server.ui;

import dev.hullmark.advisories.AdvisoryException;
import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.Feed;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.work.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** How old the advisories are; looked at again after a while, for every page says it. */
final class Ages {
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Context context;
    private final Knowledge knowledge;
    private final AtomicReference<Known> known;

    private record Known(Shell.Age age, Instant at) {}

    Ages(Context context, Knowledge knowledge) {
        this.context = context;
        this.knowledge = knowledge;
        known = new AtomicReference<>(look());
    }

    Shell.Age now() {
        if (known.get().at().plus(KEPT).isBefore(context.now())) {
            known.set(look());
        }
        return known.get().age();
    }

    private Known look() {
        return new Known(new Shell.Age(oldest()), context.now());
    }

    /** Of a damaged index nothing is known: the page that says so needs an answer, too. */
    private Optional<Instant> oldest() {
        try {
            return knowledge.ask(AdvisoryIndex::feeds).stream()
                    .filter(Feed::whole)
                    .map(Feed::confirmed)
                    .min(Comparator.naturalOrder());
        } catch (AdvisoryException e) {
            return Optional.empty();
        }
    }
}
