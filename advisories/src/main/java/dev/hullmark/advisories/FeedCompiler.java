package dev.hullmark.advisories;

import dev.hullmark.model.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns what a source gave into sections, each a temporary file of the store's folder. */
final class FeedCompiler {
    private final Path dir;
    private final Progress progress;

    FeedCompiler(Path dir, Progress progress) {
        this.dir = dir;
        this.progress = progress;
    }

    /** A section made, and what happened on the way. */
    record Compiled(IndexFile.Part part, FeedResult result) {
        /** Nobody knows when it was fetched: it is as old as the newest that it tells of. */
        Compiled asOfNewest() {
            Directory.Entry entry = part.entry();
            Feed feed = entry.feed();
            Feed older = new Feed(feed.name(), feed.origin(), feed.newest(), feed.newest(), feed.records());
            return new Compiled(
                    new IndexFile.Part(entry.confirmed(older, entry.state()), part.file(), part.from()), result);
        }

        Compiled updated(long changed) {
            return new Compiled(
                    part,
                    new FeedResult(
                            result.name(),
                            FeedResult.Outcome.UPDATED,
                            result.records(),
                            changed,
                            result.skipped(),
                            result.skippedNames(),
                            ""));
        }
    }

    /**
     * Compiles an ecosystem from zips of records (more than one where a mirror splits it by release).
     *
     * @param releases whose zips these are, or empty for the whole ecosystem. What their records say of other releases is
     *     left out: it is not all there is, and would pass for it
     */
    Compiled zips(
            String base, List<Path> zips, Set<String> releases, Feed.Origin origin, Instant confirmed, String state)
            throws IOException {
        return records(base, origin, confirmed, state, (reader, sink) -> {
            RecordReader.Sink chosen = releases.isEmpty() ? sink : advisory -> sink.accept(only(releases, advisory));
            for (Path zip : zips) {
                ZipFeed.read(zip, reader, chosen, "reading " + base, progress);
            }
        });
    }

    private static Advisory only(Set<String> releases, Advisory advisory) {
        List<Affected> affected = new ArrayList<>(advisory.affected());
        affected.removeIf(a -> !releases.contains(a.ecosystem()));
        return advisory.withAffected(affected);
    }

    /** Where records come from. */
    @FunctionalInterface
    interface Source {
        void read(RecordReader reader, RecordReader.Sink sink) throws IOException;
    }

    Compiled records(String base, Feed.Origin origin, Instant confirmed, String state, Source source)
            throws IOException {
        RecordReader reader = new RecordReader(base);
        try (SectionWriter writer = new SectionWriter(dir)) {
            source.read(reader, writer::add);
            return finish(base, writer, reader, origin, confirmed, state);
        }
    }

    /** Makes the section of what was written. */
    Compiled finish(
            String base, SectionWriter writer, RecordReader reader, Feed.Origin origin, Instant confirmed, String state)
            throws IOException {
        Path file = TempFiles.create(dir);
        SectionWriter.Built built = writer.write(file, confirmed);
        Feed feed = IndexFile.feed(base, origin, confirmed, built.newest(), built.records());
        FeedResult result = new FeedResult(
                base,
                FeedResult.Outcome.REPLACED,
                built.records(),
                built.records(),
                reader.skipped(),
                reader.skippedNames(),
                "");
        return new Compiled(IndexFile.Part.of(Directory.Kind.OSV, feed, state, file), result);
    }

    /** Compiles CISA's catalogue. */
    Compiled kev(InputStream json, Feed.Origin origin, Instant confirmed, String state) throws IOException {
        Rankings.Kev kev = Rankings.readKev(json);
        Path file = Files.write(TempFiles.create(dir), CveTable.ids(kev.cves()));
        Feed feed = IndexFile.feed(
                "KEV", origin, confirmed, kev.released(), kev.cves().size());
        return new Compiled(IndexFile.Part.of(Directory.Kind.KEV, feed, state, file), result(feed, kev.skipped()));
    }

    /** Compiles FIRST's scores, gzip or plain. */
    Compiled epss(InputStream csv, Feed.Origin origin, Instant confirmed, String state) throws IOException {
        Rankings.Scores scores = Rankings.readEpss(csv);
        Path file = Files.write(TempFiles.create(dir), CveTable.scores(scores.byCve()));
        Feed feed = IndexFile.feed(
                "EPSS", origin, confirmed, scores.scored(), scores.byCve().size());
        return new Compiled(IndexFile.Part.of(Directory.Kind.EPSS, feed, state, file), result(feed, scores.skipped()));
    }

    private static FeedResult result(Feed feed, long skipped) {
        return new FeedResult(
                feed.name(), FeedResult.Outcome.REPLACED, feed.records(), feed.records(), skipped, List.of(), "");
    }
}
