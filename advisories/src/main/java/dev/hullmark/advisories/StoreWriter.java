package dev.hullmark.advisories;

import dev.hullmark.model.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The next index in the making: the old one's sections, some of them replaced. Its maker holds the lock. */
final class StoreWriter implements Closeable {
    private final Path dir;
    private final Path target;
    private final Optional<FileIndex> old;
    private final Progress progress;
    private final Map<String, IndexFile.Part> parts = new LinkedHashMap<>();
    private final List<FeedResult> results = new ArrayList<>();
    private final List<Path> made = new ArrayList<>();
    private boolean changed;

    StoreWriter(Path dir, Path target, Optional<FileIndex> old, Progress progress) {
        this.dir = dir;
        this.target = target;
        this.old = old;
        this.progress = progress;
        if (old.isPresent()) {
            for (Directory.Entry entry : old.get().directory().entries()) {
                parts.put(entry.feed().name(), IndexFile.Part.of(entry, target));
            }
        }
    }

    Path dir() {
        return dir;
    }

    Progress progress() {
        return progress;
    }

    /** The feed as it is now, if there is one. */
    Optional<Directory.Entry> entry(String name) {
        IndexFile.Part part = parts.get(name);
        return part == null ? Optional.empty() : Optional.of(part.entry());
    }

    /** The old section of an ecosystem, when it is of the form written today and whole. */
    Optional<Section> section(String name) throws IOException {
        try {
            Optional<Directory.Entry> entry =
                    old.isPresent() ? old.get().entry(Directory.Kind.OSV, name) : Optional.empty();
            if (entry.isEmpty() || !old.get().intact(entry.get())) {
                return Optional.empty();
            }
            return old.get().section(name);
        } catch (AdvisoryException e) {
            return Optional.empty();
        }
    }

    List<Feed> feeds() {
        return old.isPresent() ? old.get().feeds() : List.of();
    }

    void replace(FeedCompiler.Compiled compiled) {
        made.add(compiled.part().file());
        FeedResult result = compiled.result();
        Optional<Directory.Entry> before = entry(result.name());
        if (result.records() == 0 && before.isPresent() && before.get().feed().records() > 0) {
            fail(
                    result.name(),
                    result.name() + " holds no readable record now, yet "
                            + before.get().feed().records() + " before: the old ones stay.");
            return;
        }
        if (result.records() == 0) {
            fail(result.name(), result.name() + " holds no readable record.");
            return;
        }
        parts.put(result.name(), compiled.part());
        results.add(result);
        changed = true;
    }

    /** Notes that a source was asked, and says what it said before. */
    void confirm(Directory.Entry entry, Feed feed, String state) {
        parts.put(feed.name(), IndexFile.Part.of(entry.confirmed(feed, state), target));
        results.add(FeedResult.same(feed.name(), FeedResult.Outcome.UNCHANGED, feed.records()));
        changed = true;
    }

    void note(FeedResult result) {
        results.add(result);
    }

    void fail(String name, String message) {
        results.add(FeedResult.failed(name, message));
    }

    /** Puts the new index in service, if anything is new. */
    StoreResult commit() throws IOException {
        if (changed) {
            dropDamaged();
            progress.report("writing the advisory index", 0, 0);
            return new StoreResult(
                    "sha256:"
                            + IndexFile.write(target, List.copyOf(parts.values()))
                                    .digest(),
                    results);
        }
        return new StoreResult(old.isPresent() ? old.get().digest() : "", results);
    }

    /** A section whose bytes went bad is left out rather than handed on. */
    private void dropDamaged() throws IOException {
        for (IndexFile.Part part : List.copyOf(parts.values())) {
            if (part.file().equals(target) && old.isPresent() && !old.get().intact(part.entry())) {
                String name = part.entry().feed().name();
                parts.remove(name);
                fail(name, name + " was damaged in the index and is gone: update or import it again.");
            }
        }
    }

    @Override
    public void close() throws IOException {
        old.ifPresent(FileIndex::close);
        for (Path file : made) {
            Files.deleteIfExists(file);
        }
    }
}
