package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Epss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes an index of advisories at hand. */
public final class IndexBuilder {
    private final Map<String, Feed> feeds = new TreeMap<>();
    private final List<Advisory> advisories = new ArrayList<>();
    private final Set<String> kev = new HashSet<>();
    private final Map<String, Epss> epss = new HashMap<>();

    /**
     * Says what is known of a feed: its origin and when it was confirmed; the rest is counted. A feed not spoken about
     * is imported, confirmed at the epoch.
     */
    public IndexBuilder feed(Feed feed) {
        feeds.put(feed.name(), feed);
        return this;
    }

    /** Adds one advisory; it is found under every package it affects. */
    public IndexBuilder add(Advisory advisory) {
        advisories.add(advisory);
        return this;
    }

    public IndexBuilder kev(String cve) {
        kev.add(cve);
        return this;
    }

    public IndexBuilder epss(String cve, Epss value) {
        epss.put(cve, value);
        return this;
    }

    /** Writes the index to {@code file} and opens it. */
    public AdvisoryIndex build(Path file) {
        write(file);
        try {
            return FileIndex.open(file);
        } catch (IOException e) {
            throw new AdvisoryException("Cannot read " + file + ": " + AdvisoryException.reason(e) + ".", e);
        }
    }

    /** Writes the index to {@code file}. */
    public void write(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        Path dir = parent == null ? Path.of("") : parent;
        List<Path> temporary = new ArrayList<>();
        try {
            try {
                List<IndexFile.Part> parts = new ArrayList<>();
                for (String base : bases()) {
                    temporary.add(TempFiles.create(dir));
                    parts.add(section(base, dir, temporary.getLast()));
                }
                if (!kev.isEmpty()) {
                    temporary.add(Files.write(TempFiles.create(dir), CveTable.ids(kev)));
                    Feed feed = feed("KEV", Instant.EPOCH, kev.size());
                    parts.add(IndexFile.Part.of(Directory.Kind.KEV, feed, "", temporary.getLast()));
                }
                if (!epss.isEmpty()) {
                    temporary.add(Files.write(TempFiles.create(dir), CveTable.scores(epss)));
                    Feed feed = feed("EPSS", Instant.EPOCH, epss.size());
                    parts.add(IndexFile.Part.of(Directory.Kind.EPSS, feed, "", temporary.getLast()));
                }
                IndexFile.write(file, parts);
            } finally {
                for (Path path : temporary) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new AdvisoryException("Cannot write " + file + ": " + AdvisoryException.reason(e) + ".", e);
        }
    }

    private Set<String> bases() {
        Set<String> bases = new TreeSet<>();
        for (Advisory advisory : advisories) {
            bases.addAll(Ecosystems.bases(advisory));
        }
        for (String name : feeds.keySet()) {
            if (!name.equals("KEV") && !name.equals("EPSS")) {
                bases.add(name);
            }
        }
        return bases;
    }

    private IndexFile.Part section(String base, Path dir, Path file) throws IOException {
        try (SectionWriter writer = new SectionWriter(dir)) {
            for (Advisory advisory : advisories) {
                if (Ecosystems.bases(advisory).contains(base)) {
                    writer.add(advisory);
                }
            }
            Feed known = feeds.get(base);
            SectionWriter.Built built = writer.write(file, known == null ? Instant.MAX : known.confirmed());
            Feed feed = feed(base, built.newest(), built.records());
            return IndexFile.Part.of(Directory.Kind.OSV, feed, "", file);
        }
    }

    private Feed feed(String name, Instant newest, int records) {
        Feed known = feeds.get(name);
        return known == null
                ? IndexFile.feed(name, Feed.Origin.IMPORTED, Instant.EPOCH, newest, records)
                : IndexFile.feed(name, known.origin(), known.confirmed(), newest, records);
    }
}
