package dev.hullmark.advisories;

import java.util.List;

/**
 * What an import or update did.
 *
 * @param digest of the index now in service, or "" for none
 * @param feeds each feed that was to be read, in the order read
 */
public record StoreResult(String digest, List<FeedResult> feeds) {
    public StoreResult {
        feeds = List.copyOf(feeds);
    }

    /** Those whose new data could not be had. */
    public List<FeedResult> failed() {
        return feeds.stream()
                .filter(feed -> feed.outcome() == FeedResult.Outcome.FAILED)
                .toList();
    }
}
