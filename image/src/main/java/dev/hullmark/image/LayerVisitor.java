package dev.hullmark.image;

import java.io.IOException;

/**
 * Sees one layer once, in the order of the archive; called by one thread at a time. The two questions of the walk:
 * <em>do you want this file?</em> and <em>what is in it?</em>
 */
public interface LayerVisitor {
    /** Whether {@link #file} shall be called. Asked for every entry, links and directories too (they are never read). */
    boolean wants(Entry entry);

    /** The same question about a file that a link leads to, which this layer may not hold: changes nothing. */
    default boolean wouldWant(Entry entry) {
        return wants(entry);
    }

    /** Whether {@code target} is worth reading as what the link is called, since by its own name it tells less. */
    default boolean wouldWantAs(Entry link, Entry target) {
        return wouldWant(link) && !wouldWant(target);
    }

    /**
     * A wanted file's content. A wanted hard or symbolic link inside the root is resolved by the walk and comes with its
     * own path and its target's content.
     *
     * @throws IOException when the content can't be read or makes no sense: it costs this file, nothing else
     */
    void file(Entry entry, Content content) throws IOException;

    /** This layer deletes {@code path}, and all below it, of the layers beneath (whiteout). */
    void removed(String path);

    /** This layer hides everything the layers beneath have in directory {@code path} (opaque whiteout). */
    void opaque(String path);

    /** Something could not be read; {@code what} is as in {@link dev.hullmark.model.Coverage#what}. */
    void gap(String what, String reason);
}
