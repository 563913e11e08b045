package dev.hullmark.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The links of one layer: all symbolic ones, for they may lie on the way, and those somebody wants. */
final class LayerLinks {
    private final Map<String, String> symlinks = new HashMap<>();
    private final Map<String, List<Entry>> hard = new LinkedHashMap<>();
    private final List<Entry> elsewhere = new ArrayList<>();
    private int wanted;
    private boolean overflow;

    void symlink(Entry link) {
        if (symlinks.size() < Limits.SYMLINKS) {
            symlinks.put(link.path(), link.linkTarget());
        } else {
            overflow = true;
        }
    }

    void wanted(Entry link) {
        if (++wanted > Limits.WANTED_LINKS) {
            overflow = true;
        } else if (link.type() == Entry.Type.HARD_LINK) {
            List<Entry> names =
                    hard.computeIfAbsent(EntryPaths.normalise(link.linkTarget()), target -> new ArrayList<>(1));
            // Each name is read as a file of its own: a costly file must not be costly ten thousand times.
            if (names.size() < Limits.NAMES_OF_A_FILE) {
                names.add(link);
            } else {
                overflow = true;
            }
        } else {
            elsewhere.add(link);
        }
    }

    /** Symbolic links, path to target as written. */
    Map<String, String> symlinks() {
        return symlinks;
    }

    /** Wanted hard links by their target's path; whoever follows them takes them out. */
    Map<String, List<Entry>> hard() {
        return hard;
    }

    /** Wanted links whose target may lie in any layer. */
    List<Entry> elsewhere() {
        return elsewhere;
    }

    /** Whether there were more than are remembered. */
    boolean overflow() {
        return overflow;
    }
}
