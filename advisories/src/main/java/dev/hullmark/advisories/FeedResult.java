package dev.hullmark.advisories;

import java.util.List;

/**
 * What became of one feed.
 *
 * @param name the feed's: {@code Debian}, {@code KEV} …
 * @param outcome what happened
 * @param records how many it now holds in the index
 * @param changed records added, changed or removed, where that was looked at; else {@code records}
 * @param skipped records that could not be read and are left out
 * @param skippedNames the first of them, with the reason
 * @param message why it failed, one sentence; else ""
 */
public record FeedResult(
        String name,
        Outcome outcome,
        long records,
        long changed,
        long skipped,
        List<String> skippedNames,
        String message) {
    public enum Outcome {
        /** Taken in whole. */
        REPLACED,
        /** Only changed records were fetched. */
        UPDATED,
        /** The source says what it said before: only the time of confirmation is new. */
        UNCHANGED,
        /** Confirmed so recently that nobody asked again. */
        FRESH,
        /** What was there before is still there. */
        FAILED
    }

    public FeedResult {
        skippedNames = List.copyOf(skippedNames);
    }

    static FeedResult failed(String name, String message) {
        return new FeedResult(name, Outcome.FAILED, 0, 0, 0, List.of(), message);
    }

    static FeedResult same(String name, Outcome outcome, long records) {
        return new FeedResult(name, outcome, records, 0, 0, List.of(), "");
    }
}
