package dev.hullmark.image;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The files of one directory in order, so that the same tree always reads the same way; a huge one piece by piece. */
final class DirectoryNames implements AutoCloseable {
    private final DirectoryStream<Path> stream;
    private final Iterator<Path> names;
    private final Deque<Path> batch = new ArrayDeque<>();
    private boolean exhausted;

    @SuppressWarnings("StreamResourceLeak") // close() closes it
    DirectoryNames(Path directory) throws IOException {
        stream = Files.newDirectoryStream(directory);
        names = stream.iterator();
    }

    /** Whether there is a next one. */
    boolean hasNext() throws IOException {
        if (batch.isEmpty() && !exhausted) {
            fill();
        }
        return !batch.isEmpty();
    }

    Path next() {
        return batch.pop();
    }

    private void fill() throws IOException {
        List<Path> next = new ArrayList<>();
        try {
            while (next.size() < Limits.DIRECTORY_BATCH && names.hasNext()) {
                next.add(names.next());
            }
        } catch (DirectoryIteratorException e) {
            exhausted = true;
            throw new IOException("its names can't be read to the end", e);
        }
        // Closed at once, or a deep tree would hold a file open per level.
        exhausted = next.size() < Limits.DIRECTORY_BATCH;
        if (exhausted) {
            close();
        }
        Collections.sort(next);
        batch.addAll(next);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
