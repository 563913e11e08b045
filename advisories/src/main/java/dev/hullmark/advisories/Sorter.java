package dev.hullmark.advisories;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts more entries than memory holds: fills a chunk, sorts it, spills it, merges the spilled ones. By unsigned bytes
 * of the key; entries with equal keys keep the order in which they came.
 */
final class Sorter implements Closeable {
    private static final Comparator<Entry> BY_KEY = (a, b) -> Arrays.compareUnsigned(a.key(), b.key());

    private final Path dir;
    private final List<Path> spilled = new ArrayList<>();
    private List<Entry> chunk = new ArrayList<>();
    private long held;

    /** Private to the room, and never compared by value. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(byte[] key, byte[] value) {}

    @FunctionalInterface
    interface Sink {
        void accept(byte[] key, byte[] value) throws IOException;
    }

    /** @param dir where temporary files may lie */
    Sorter(Path dir) {
        this.dir = dir;
    }

    void add(byte[] key, byte[] value) throws IOException {
        chunk.add(new Entry(key, value));
        held += key.length + value.length + 64L;
        if (held > Limits.SORT_BYTES) {
            spill();
        }
    }

    private void spill() throws IOException {
        chunk.sort(BY_KEY);
        Path file = TempFiles.create(dir);
        spilled.add(file);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            for (Entry entry : chunk) {
                out.writeInt(entry.key().length);
                out.write(entry.key());
                out.writeInt(entry.value().length);
                out.write(entry.value());
            }
        }
        chunk = new ArrayList<>();
        held = 0;
    }

    /** Hands over every entry in order, once. */
    void drain(Sink sink) throws IOException {
        chunk.sort(BY_KEY);
        if (spilled.isEmpty()) {
            for (Entry entry : chunk) {
                sink.accept(entry.key(), entry.value());
            }
            chunk = new ArrayList<>();
            return;
        }
        if (!chunk.isEmpty()) {
            spill();
        }
        List<Run> runs = new ArrayList<>();
        try {
            PriorityQueue<Run> queue = new PriorityQueue<>(
                    Comparator.comparing((Run run) -> run.head, BY_KEY).thenComparingInt(run -> run.number));
            for (Path file : spilled) {
                Run run = new Run(runs.size(), file);
                runs.add(run);
                if (run.next()) {
                    queue.add(run);
                }
            }
            while (!queue.isEmpty()) {
                Run first = queue.remove();
                sink.accept(first.head.key(), first.head.value());
                if (first.next()) {
                    queue.add(first);
                }
            }
        } finally {
            for (Run run : runs) {
                run.in.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path file : spilled) {
            Files.deleteIfExists(file);
        }
    }

    private static final class Run {
        private static final Entry NOTHING = new Entry(new byte[0], new byte[0]);

        final int number;
        final DataInputStream in;
        Entry head = NOTHING;

        Run(int number, Path file) throws IOException {
            this.number = number;
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        }

        boolean next() throws IOException {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException e) {
                return false;
            }
            byte[] key = in.readNBytes(length);
            head = new Entry(key, in.readNBytes(in.readInt()));
            return true;
        }
    }
}
