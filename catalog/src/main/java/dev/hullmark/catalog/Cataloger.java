package dev.hullmark.catalog;

import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Account;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Group;
import dev.hullmark.model.Package;
import dev.hullmark.model.Program;
import dev.hullmark.model.Secret;
import java.io.IOException;

/**
 * Finds the packages of one kind. Stateless and thread-safe: each file stands alone; whatever belongs together over
 * files is put together when the layers are merged.
 */
public interface Cataloger {
    /** Short and stable: {@code dpkg}. */
    String name();

    /** What coverage calls these packages when a file of theirs could not be read: their package-url type. */
    default String covers() {
        return name();
    }

    /**
     * Whether what it finds is only declared, as in a lock file, and may not be installed: it counts in a source tree, and
     * in an image or a system only when asked for.
     */
    default boolean declares() {
        return false;
    }

    /** Raised by one whenever it would find something else in the same file. */
    int version();

    /**
     * Whether this file may tell of packages; decided by name, size and mode alone, and fast: asked for every entry.
     * A symbolic link's target is asked for under its own name too, and a later layer may replace it there: want links
     * only where the link's own name matters.
     */
    boolean wants(Entry entry);

    /**
     * Reads one file.
     *
     * @throws IOException when it makes no sense; becomes partial coverage of this file
     */
    void catalog(Entry entry, Content content, Sink sink) throws IOException;

    /** Where a cataloger puts what it finds in a file; the file's path is known to the sink. */
    interface Sink {
        /** A package; its evidence is this file, or lies inside it ({@code !/}). */
        void found(Package found);

        /** The distribution, as an os-release file tells it. */
        void distribution(Distribution distribution);

        /**
         * A distribution's package installed this path.
         *
         * @param packageName the package's name as its own database writes it
         * @param path from the root, without a leading slash
         */
        void owns(String packageName, String path);

        /** Part of this file could not be read. */
        void gap(String reason);

        /** A credential in this file; its evidence is this file's, with the line. */
        default void secret(Secret secret) {
            throw new UnsupportedOperationException("this sink takes no secrets");
        }

        /** An account that this file lists; its evidence is this file's, with the line. */
        default void account(Account account) {
            throw new UnsupportedOperationException("this sink takes no accounts");
        }

        /** A group that this file lists. */
        default void group(Group group) {
            throw new UnsupportedOperationException("this sink takes no groups");
        }

        /** What this file says of a program. */
        default void program(Program program) {
            throw new UnsupportedOperationException("this sink takes no programs");
        }

        /** There is a package whose name or version nothing tells; the file was read all the same. */
        void unnamed(String reason);
    }
}
