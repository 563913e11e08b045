package dev.hullmark.catalog;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of the layers above hides a file. A layer hides what lies beneath a path when it removes that path, puts
 * something other than a directory there, or makes the directory opaque; it hides the file itself when it removes it or
 * has anything of that name. (OCI image-spec, layer.md: whiteouts act on lower layers only.)
 */
final class Visibility {
    /** The end of what no layer hides. */
    static final int NEVER = Integer.MAX_VALUE;

    private final List<LayerFacts> layers;
    private final Map<String, BitSet> beneath = new HashMap<>();

    Visibility(List<LayerFacts> layers) {
        this.layers = layers;
    }

    /** The first layer above {@code layer} that hides its file at {@code path}, or {@link #NEVER}. */
    int end(String path, int layer) {
        if (layer == layers.size() - 1) {
            return NEVER;
        }
        int slash = path.lastIndexOf('/');
        int end = beneath(slash < 0 ? "" : path.substring(0, slash)).nextSetBit(layer + 1);
        int last = end < 0 ? layers.size() : end;
        long hash = PathSet.hash(path);
        for (int i = layer + 1; i < last; i++) {
            LayerFacts above = layers.get(i);
            if (above.names().contains(hash)
                    || above.directories().contains(hash)
                    || above.removed().contains(hash)) {
                return i;
            }
        }
        return end < 0 ? NEVER : end;
    }

    /** The layers that hide everything the layers under them have in a directory. */
    private BitSet beneath(String directory) {
        BitSet known = beneath.get(directory);
        if (known != null) {
            return known;
        }
        // From the root down, so that a path of any depth needs no recursion.
        BitSet hiding = of("", new BitSet());
        for (int slash = directory.indexOf('/'); slash >= 0; slash = directory.indexOf('/', slash + 1)) {
            hiding = of(directory.substring(0, slash), hiding);
        }
        return of(directory, hiding);
    }

    private BitSet of(String directory, BitSet parent) {
        BitSet known = beneath.get(directory);
        if (known != null) {
            return known;
        }
        BitSet hiding = (BitSet) parent.clone();
        long hash = PathSet.hash(directory);
        for (int i = 1; i < layers.size(); i++) {
            LayerFacts layer = layers.get(i);
            if (layer.opaque().contains(hash)
                    || layer.removed().contains(hash)
                    || layer.names().contains(hash)) {
                hiding.set(i);
            }
        }
        // Nearly all directories are hidden by what hides their parent: one set for all of them.
        BitSet shared = hiding.equals(parent) ? parent : hiding;
        beneath.put(directory, shared);
        return shared;
    }
}
