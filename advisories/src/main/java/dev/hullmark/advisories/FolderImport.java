package dev.hullmark.advisories;

import dev.hullmark.model.HullmarkException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.zip.ZipException;

/** Takes feeds from files at hand. */
final class FolderImport {
    static final String KEV_FILE = "known_exploited_vulnerabilities.json";
    static final String ALL = "all.zip";
    static final String CHANGES = "modified_id.csv";
    static final List<String> EPSS_FILES = List.of("epss_scores-current.csv.gz", "epss_scores-current.csv");

    private final StoreWriter writer;
    private final FeedCompiler compiler;
    private final Dated dated;
    private final Clock clock;

    FolderImport(StoreWriter writer, Dated dated, Clock clock) {
        this.writer = writer;
        this.dated = dated;
        this.compiler = new FeedCompiler(writer.dir(), writer.progress());
        this.clock = clock;
    }

    StoreResult run(Path source) throws IOException {
        if (Files.isDirectory(source)) {
            folder(source);
        } else if (Files.isRegularFile(source) && ofBucket(source)) {
            feed(Ecosystems.base(parentName(source)), List.of(source));
        } else if (Files.isRegularFile(source) && NativeFeeds.of(source).isPresent()) {
            nativeFeed(NativeFeeds.of(source).get(), List.of(source));
        } else if (Files.isRegularFile(source)) {
            loose(source);
        } else {
            throw new AdvisoryException("Cannot import " + source + ": there is no such file or folder.");
        }
        return writer.commit();
    }

    private void folder(Path source) throws IOException {
        Map<String, List<Path>> zips = zips(source);
        Map<String, List<Path>> own = NativeFeeds.in(source);
        // What a distribution says itself is more than what OSV makes of it.
        zips.keySet().removeAll(own.keySet());
        boolean any = !zips.isEmpty() || !own.isEmpty();
        for (Map.Entry<String, List<Path>> feed : own.entrySet()) {
            nativeFeed(NativeFeeds.named(feed.getKey()).orElseThrow(), feed.getValue());
        }
        for (Map.Entry<String, List<Path>> feed : zips.entrySet()) {
            feed(feed.getKey(), feed.getValue());
        }
        Path kev = source.resolve(KEV_FILE);
        if (Files.isRegularFile(kev)) {
            any = true;
            ranking("KEV", kev, in -> compiler.kev(in, Feed.Origin.IMPORTED, confirmed(List.of(kev)), ""));
        }
        for (String name : EPSS_FILES) {
            Path epss = source.resolve(name);
            if (Files.isRegularFile(epss)) {
                any = true;
                ranking("EPSS", epss, in -> compiler.epss(in, Feed.Origin.IMPORTED, confirmed(List.of(epss)), ""));
                break;
            }
        }
        if (!any) {
            throw new AdvisoryException("Nothing to import in " + source + ": expected ECOSYSTEM/all.zip as in OSV's"
                    + " bucket, a distribution's own files in a folder of its name, " + KEV_FILE + " or "
                    + EPSS_FILES.getFirst() + ".");
        }
    }

    private void nativeFeed(NativeFeed feed, List<Path> files) {
        whole(
                feed.name(),
                () -> compiler.records(
                        feed.name(),
                        Feed.Origin.IMPORTED,
                        confirmed(files, feed.datesItsFiles() ? FolderImport::younger : FolderImport::older),
                        "",
                        (reader, sink) -> feed.read(files, reader, sink)));
    }

    private void feed(String base, List<Path> zips) {
        whole(base, () -> {
            Instant confirmed = confirmed(zips);
            String state = FeedState.ofList(zips.getFirst().resolveSibling(CHANGES));
            return compiler.zips(base, zips, releases(base, zips), Feed.Origin.IMPORTED, confirmed, state);
        });
    }

    /** The releases that the zips are of, by the names of their folders; none when one is of the whole ecosystem. */
    private static Set<String> releases(String base, List<Path> zips) {
        Set<String> releases = new TreeSet<>();
        for (Path zip : zips) {
            releases.add(parentName(zip));
        }
        return releases.contains(base) ? Set.of() : releases;
    }

    /** Whether a file is a whole feed by its path: {@code npm/all.zip}. */
    private static boolean ofBucket(Path source) {
        return source.endsWith(ALL) && Ecosystems.JUDGED.contains(parentName(source));
    }

    private static String parentName(Path source) {
        Path parent = source.toAbsolutePath().normalize().getParent();
        return parent == null || parent.getFileName() == null
                ? ""
                : parent.getFileName().toString();
    }

    /** The zips of each base ecosystem; where one of the whole is there, those of its releases are not needed. */
    private static Map<String, List<Path>> zips(Path source) throws IOException {
        Map<String, List<Path>> zips = new TreeMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(source)) {
            for (Path folder : folders) {
                Path zip = folder.resolve(ALL);
                if (Files.isRegularFile(zip)) {
                    String base = Ecosystems.base(folder.getFileName().toString());
                    zips.computeIfAbsent(base, name -> new ArrayList<>()).add(zip);
                }
            }
        }
        for (Map.Entry<String, List<Path>> feed : zips.entrySet()) {
            Path whole = source.resolve(feed.getKey()).resolve(ALL);
            if (feed.getValue().contains(whole)) {
                feed.setValue(List.of(whole));
            }
            feed.setValue(feed.getValue().stream()
                    .sorted(Comparator.comparing(Path::toString))
                    .toList());
        }
        return zips;
    }

    /** A zip of records of any ecosystems, or a single record: they are added to what is there, the newer kept. */
    private void loose(Path source) throws IOException {
        Map<String, SectionWriter> open = new TreeMap<>();
        try {
            String name = source.getFileName().toString();
            RecordReader reader = new RecordReader(name);
            RecordReader.Sink sink = advisory -> {
                for (String base : Ecosystems.bases(advisory)) {
                    SectionWriter section = open.get(base);
                    if (section == null) {
                        section = withOld(base);
                        open.put(base, section);
                    }
                    section.add(advisory);
                }
            };
            if (name.endsWith(".zip")) {
                zip(source, reader, sink, name);
            } else {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(source))) {
                    reader.read(name, in, sink);
                }
            }
            if (open.isEmpty()) {
                String why = reader.skippedNames().isEmpty()
                        ? ""
                        : " (" + reader.skippedNames().getFirst() + ")";
                throw new AdvisoryException(
                        "Nothing to import in " + source + ": it holds no OSV record that can be read" + why + ".");
            }
            Instant ofFile = confirmed(List.of(source));
            for (Map.Entry<String, SectionWriter> section : open.entrySet()) {
                Optional<Directory.Entry> old = writer.entry(section.getKey());
                // A few records more make the rest no younger, and by themselves they make no feed.
                Feed.Origin origin = old.isPresent() ? old.get().feed().origin() : Feed.Origin.RECORDS;
                Instant confirmed = old.isPresent() ? old.get().feed().confirmed() : ofFile;
                String state = old.isPresent() ? old.get().state() : "";
                attempt(
                        section.getKey(),
                        () -> compiler.finish(section.getKey(), section.getValue(), reader, origin, confirmed, state));
            }
        } finally {
            for (SectionWriter section : open.values()) {
                section.close();
            }
        }
    }

    private void zip(Path source, RecordReader reader, RecordReader.Sink sink, String name) throws IOException {
        try {
            ZipFeed.read(source, reader, sink, "reading " + name, writer.progress());
        } catch (ZipException e) {
            throw new AdvisoryException(
                    source + " is no zip that can be read: " + AdvisoryException.reason(e) + ".", e);
        }
    }

    private SectionWriter withOld(String base) throws IOException {
        SectionWriter section = new SectionWriter(writer.dir());
        Optional<Section> old = writer.section(base);
        if (old.isPresent()) {
            Iterator<Advisory> advisories = old.get().advisories();
            while (advisories.hasNext()) {
                section.add(advisories.next());
            }
        }
        return section;
    }

    @FunctionalInterface
    private interface Compilation {
        FeedCompiler.Compiled run() throws IOException;
    }

    @FunctionalInterface
    private interface Reading {
        FeedCompiler.Compiled read(InputStream in) throws IOException;
    }

    private void ranking(String name, Path file, Reading reading) {
        whole(name, () -> {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                return reading.read(in);
            }
        });
    }

    private void whole(String name, Compilation compilation) {
        attempt(name, () -> {
            FeedCompiler.Compiled compiled = compilation.run();
            return dated instanceof Dated.Inside ? compiled.asOfNewest() : compiled;
        });
    }

    private void attempt(String name, Compilation compilation) {
        try {
            writer.replace(compilation.run());
        } catch (IOException e) {
            writer.fail(name, name + " could not be read: " + AdvisoryException.reason(e) + ".");
        } catch (HullmarkException e) {
            writer.fail(name, AdvisoryException.reason(e));
        }
    }

    /** When the files of a feed were fetched; never in the future. */
    private Instant confirmed(List<Path> files, BinaryOperator<Instant> ofTwo) throws IOException {
        Instant now = clock.instant();
        Instant at =
                switch (dated) {
                    case Dated.Files _ -> modified(files, ofTwo);
                    case Dated.At said -> said.confirmed();
                    case Dated.Inside _ -> now;
                };
        return at.isAfter(now) ? now : at;
    }

    private static Instant modified(List<Path> files, BinaryOperator<Instant> ofTwo) throws IOException {
        Instant at = Files.getLastModifiedTime(files.getFirst()).toInstant();
        for (Path file : files) {
            at = ofTwo.apply(at, Files.getLastModifiedTime(file).toInstant());
        }
        return at;
    }

    private static Instant younger(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant older(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** A copy is as old as its oldest file. */
    private Instant confirmed(List<Path> files) throws IOException {
        return confirmed(files, FolderImport::older);
    }
}
