package dev.hullmark.store;

import dev.hullmark.model.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An open finding and who has it.
 *
 * @param holders the images that hold each package it is found of, sorted; under 0 those it is found of themselves
 */
record Held(Finding finding, Map<Long, long[]> holders) {
    /** Found of images themselves, not of a package. */
    static final long ITSELF = 0;

    Held {
        holders = Map.copyOf(holders);
    }

    long[] images() {
        return Ids.union(holders.isEmpty() ? List.of(Ids.NONE) : holders.values());
    }

    /** The names by which waivers may speak of it. */
    Set<String> ids() {
        return ids(finding);
    }

    static Set<String> ids(Finding f) {
        String source = Findings.source(f);
        return source.isEmpty() || source.equals(f.id()) ? Set.of(f.id()) : Set.of(f.id(), source);
    }
}
