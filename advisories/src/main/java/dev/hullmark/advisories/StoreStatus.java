package dev.hullmark.advisories;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What is in the store.
 *
 * @param path the index file, whether it is there or not
 * @param size its bytes; 0 when there is none
 * @param digest its content's ({@code sha256:…}), or ""
 * @param feeds what it holds
 * @param releases by feed, each ecosystem with release spoken about and its number of packages
 * @param problem why it cannot be used, one sentence, or ""
 */
public record StoreStatus(
        Path path,
        long size,
        String digest,
        List<Feed> feeds,
        Map<String, SortedMap<String, Integer>> releases,
        String problem) {
    public StoreStatus {
        feeds = List.copyOf(feeds);
        releases = Map.copyOf(releases);
    }
}
