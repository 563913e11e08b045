package dev.hullmark.server.judge;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.AdvisoryStore;
import dev.hullmark.advisories.FallbackIndex;
import dev.hullmark.advisories.FeedResult;
import dev.hullmark.advisories.StarterSet;
import dev.hullmark.advisories.UpdateRequest;
import dev.hullmark.model.Progress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The advisories that everything is judged by. Whoever asks has one index for as long as the question takes, whatever is
 * fetched or imported meanwhile, by this process or another.
 */
public final class Knowledge {
    private final AdvisoryStore store;

    public Knowledge(Path directory) {
        store = new AdvisoryStore(directory);
    }

    AdvisoryStore store() {
        return store;
    }

    /** Answers a question by what is known now. */
    public <T> T ask(Function<AdvisoryIndex, T> question) {
        AdvisoryIndex starter = StarterSet.open();
        try (AdvisoryIndex index = store.open()
                .<AdvisoryIndex>map(whole -> new FallbackIndex(whole, starter))
                .orElse(starter)) {
            return question.apply(index);
        }
    }

    public String digest() {
        return ask(AdvisoryIndex::digest);
    }

    /** @return the feeds that failed */
    public List<FeedResult> fetch(URI from, Set<String> ecosystems, Duration maxAge) {
        return store.update(UpdateRequest.of(from, ecosystems, maxAge), Progress.NONE)
                .failed();
    }
}
