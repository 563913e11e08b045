package dev.hullmark.advisories;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A distribution that publishes its advisories in a format of its own, and in no OSV bucket. */
interface NativeFeed {
    /** The base name of its ecosystem, and of the folder its files lie in: {@code Oracle Linux}. */
    String name();

    /** Whether a file in that folder is one of its own, by its name. */
    boolean takes(String fileName);

    /** Where a mirror serves its files, each a path below the folder; those that are missing are done without. */
    List<String> published();

    /**
     * Whether its files carry the time of the last change of what they tell of, so that their age says nothing about
     * when they were fetched; then the youngest does.
     */
    default boolean datesItsFiles() {
        return false;
    }

    /**
     * Reads files whose names may mean nothing (downloads). A bad record is left out and counted.
     *
     * @throws IOException when a file cannot be read or is broken as a whole
     */
    void read(List<Path> files, RecordReader reader, RecordReader.Sink sink) throws IOException;
}
