package dev.hullmark.cli;

import java.time.Instant;

/** What the clock says, where a document carries it. */
final class Times {
    private Times() {}

    /** Now; or what {@code SOURCE_DATE_EPOCH} says (reproducible-builds.org), so that a document can be made again. */
    static Instant ofDocuments() {
        String epoch = System.getenv().getOrDefault("SOURCE_DATE_EPOCH", "");
        boolean number =
                !epoch.isEmpty() && epoch.length() <= 11 && epoch.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Instant.ofEpochSecond(Long.parseLong(epoch)) : Instant.now();
    }
}
