package dev.hullmark.catalog;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Facts;
import java.util.List;

/**
 * Everything read out of one layer: enough to merge it with any other layers without reading it again.
 *
 * @param files what each cataloger found in each file, in the order of the layer
 * @param names every name in the layer that is not a directory, wanted or not: it replaces what lower layers have there
 * @param directories every directory in the layer: it replaces a lower layer's file, and only that
 * @param removed paths this layer deletes of the layers beneath, with all below them
 * @param opaque directories of which this layer hides what the layers beneath have in them
 * @param gaps what of the layer could not be read
 * @param noted what names and permissions alone tell, whatever is in the files; their layer is not known yet
 */
public record LayerFacts(
        List<FileFacts> files,
        PathSet names,
        PathSet directories,
        PathSet removed,
        PathSet opaque,
        List<Coverage> gaps,
        Facts noted) {

    /** A layer that holds nothing. */
    public static final LayerFacts EMPTY = new LayerFacts(
            List.of(), PathSet.EMPTY, PathSet.EMPTY, PathSet.EMPTY, PathSet.EMPTY, List.of(), Facts.EMPTY);

    public LayerFacts {
        files = List.copyOf(files);
        gaps = List.copyOf(gaps);
    }

    /** The same layer with other, or fewer, facts of its files. */
    LayerFacts withFiles(List<FileFacts> others) {
        return new LayerFacts(others, names, directories, removed, opaque, gaps, noted);
    }
}
