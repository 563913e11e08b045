package dev.hullmark.report;

import dev.hullmark.model.Finding;
import dev.hullmark.model.FindingDelta;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A verdict beside an earlier one.
 *
 * @param baseline what it is compared with, as the user named it
 * @param newKeys keys of the findings that the baseline does not have
 * @param gone what the baseline had and is there no more, most urgent first
 */
public record Since(String baseline, Set<String> newKeys, List<Finding> gone) {
    public Since {
        newKeys = Set.copyOf(newKeys);
        gone = List.copyOf(gone);
    }

    public static Since of(String baseline, List<Finding> before, List<Finding> after) {
        FindingDelta delta = FindingDelta.of(before, after);
        Set<String> keys = new HashSet<>();
        for (Finding f : delta.gained()) {
            keys.add(f.key());
        }
        return new Since(baseline, keys, delta.gone());
    }
}
