package dev.hullmark.advisories;

import dev.hullmark.model.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The advisories on this machine: a folder with one index file. Any number of processes read it while one writes; what
 * is written takes the old one's place whole or not at all, so a failure or kill at any point leaves the old in service.
 */
public final class AdvisoryStore {
    private static final String INDEX = "advisories.idx";

    private final Path dir;
    private final Clock clock;

    /** @param dir the folder; made when first written to */
    public AdvisoryStore(Path dir) {
        this(dir, Clock.systemUTC());
    }

    AdvisoryStore(Path dir, Clock clock) {
        this.dir = dir;
        this.clock = clock;
    }

    private Path file() {
        return dir.resolve(INDEX);
    }

    /**
     * The index in service, or nothing when there never was one.
     *
     * @throws AdvisoryException when it is damaged or cannot be read
     */
    public Optional<AdvisoryIndex> open() {
        // No lambda here, nor anywhere a scan passes: the first one costs tens of milliseconds.
        Optional<FileIndex> index = mapped();
        return index.isPresent() ? Optional.of(index.get()) : Optional.empty();
    }

    private Optional<FileIndex> mapped() {
        try {
            return Optional.of(FileIndex.open(file()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AdvisoryException(
                    "Cannot read the advisory index " + file() + ": " + AdvisoryException.reason(e) + ".", e);
        }
    }

    /**
     * Takes in what {@code source} holds and keeps what else is in the index. It is a folder laid out like OSV's bucket
     * ({@code Debian/all.zip}, {@code npm/all.zip} …; {@code known_exploited_vulnerabilities.json};
     * {@code epss_scores-current.csv.gz} or {@code .csv}; any of them), a zip of OSV records, or one record.
     *
     * @throws AdvisoryException when there is nothing to take in; a feed that fails is said in the result
     */
    public StoreResult importFrom(Path source, Progress progress) {
        return importFrom(source, new Dated.Files(), progress);
    }

    /**
     * The same, of files that may not be as old as they look.
     *
     * @param dated by what it is known when the source was fetched
     * @throws AdvisoryException when there is nothing to take in; a feed that fails is said in the result
     */
    public StoreResult importFrom(Path source, Dated dated, Progress progress) {
        return write(progress, tools -> new FolderImport(tools, dated, clock).run(source));
    }

    /**
     * Fetches what changed at the sources.
     *
     * @throws AdvisoryException when nothing can be done at all; a feed that fails is said in the result
     */
    public StoreResult update(UpdateRequest request, Progress progress) {
        return write(progress, tools -> {
            try (Updater updater = new Updater(tools, request, clock)) {
                return updater.run();
            }
        });
    }

    /** The index file itself, for another machine: whole, whatever is written meanwhile. Nothing when there never was one. */
    public Optional<InputStream> bytes() throws IOException {
        try {
            return Optional.of(Files.newInputStream(file()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Writes the bytes of an index to a stream. */
    @FunctionalInterface
    public interface Source {
        void to(OutputStream out) throws IOException;
    }

    /**
     * Puts another machine's index in the place of this one.
     *
     * @throws AdvisoryException when it is none, or is damaged; the old one stays
     */
    public void take(Source source) {
        locked(Progress.NONE, () -> {
            Path temporary = TempFiles.create(dir);
            try (OutputStream out = Files.newOutputStream(temporary)) {
                source.to(out);
            }
            try (FileIndex index = FileIndex.open(temporary)) {
                if (!index.intact()) {
                    throw AdvisoryException.damaged();
                }
            }
            Files.move(temporary, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return temporary;
        });
    }

    /** What is in it. Reads the whole index to see that it is intact. */
    public StoreStatus status() {
        long size = 0;
        try {
            size = Files.exists(file()) ? Files.size(file()) : 0;
            Optional<FileIndex> opened = mapped();
            if (opened.isEmpty()) {
                return new StoreStatus(file(), 0, "", List.of(), Map.of(), "");
            }
            try (FileIndex index = opened.get()) {
                return status(index, size);
            }
        } catch (IOException | AdvisoryException e) {
            return new StoreStatus(file(), size, "", List.of(), Map.of(), AdvisoryException.reason(e));
        }
    }

    private StoreStatus status(FileIndex index, long size) throws IOException {
        Map<String, SortedMap<String, Integer>> releases = new LinkedHashMap<>();
        for (Directory.Entry entry : index.directory().entries()) {
            if (entry.kind() == Directory.Kind.OSV) {
                String name = entry.feed().name();
                releases.put(name, index.releases(name));
            }
        }
        String problem = index.intact() ? "" : AdvisoryException.reason(AdvisoryException.damaged());
        return new StoreStatus(file(), size, index.digest(), index.feeds(), releases, problem);
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    @FunctionalInterface
    private interface Writing {
        StoreResult run(StoreWriter writer) throws IOException;
    }

    private StoreResult write(Progress progress, Writing writing) {
        return locked(progress, () -> {
            try (StoreWriter writer = new StoreWriter(dir, file(), openUsable(), progress)) {
                return writing.run(writer);
            }
        });
    }

    private <T> T locked(Progress progress, Work<T> work) {
        try {
            Files.createDirectories(dir);
            StoreLock lock = StoreLock.take(dir, progress);
            try {
                TempFiles.sweep(dir, clock.instant());
                return work.run();
            } finally {
                // What a failure left, a full disk above all, is not kept until the next one writes.
                TempFiles.sweep(dir, clock.instant());
                lock.close();
            }
        } catch (IOException e) {
            throw new AdvisoryException(
                    "Cannot write the advisories in " + dir + ": " + AdvisoryException.reason(e) + ".", e);
        }
    }

    /** The index to build upon; a damaged one counts as none. */
    private Optional<FileIndex> openUsable() {
        try {
            return mapped();
        } catch (AdvisoryException e) {
            return Optional.empty();
        }
    }
}
