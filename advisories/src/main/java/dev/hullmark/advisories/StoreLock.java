package dev.hullmark.advisories;

import dev.hullmark.model.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer at a time, over all processes and, since file locks belong to the whole process, over its threads. A killed
 * writer's lock goes with its process. Readers need none.
 */
final class StoreLock implements Closeable {
    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final ReentrantLock here;
    private final FileChannel file;

    private StoreLock(ReentrantLock here, FileChannel file) {
        this.here = here;
        this.file = file;
    }

    static StoreLock take(Path dir, Progress progress) throws IOException {
        ReentrantLock here = HERE.computeIfAbsent(dir.toRealPath(), path -> new ReentrantLock());
        if (!here.tryLock()) {
            waiting(progress);
            here.lock();
        }
        try {
            FileChannel file =
                    FileChannel.open(dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                lock(file, progress);
                return new StoreLock(here, file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            here.unlock();
            throw e;
        }
    }

    // The channel holds the lock, and is closed with it.
    @SuppressWarnings("resource")
    private static void lock(FileChannel file, Progress progress) throws IOException {
        FileLock lock = file.tryLock();
        if (lock == null) {
            waiting(progress);
            file.lock();
        }
    }

    private static void waiting(Progress progress) {
        progress.report("waiting for another hullmark that updates the advisories", 0, 0);
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            here.unlock();
        }
    }
}
