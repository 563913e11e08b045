package dev.hullmark.advisories;

import dev.hullmark.model.Finding.Epss;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An index file, opened by reading its directory, its sections when first asked ({@link PagedBytes}). The file is never
 * changed or cut under a reader ({@link IndexFile}).
 */
final class FileIndex implements AdvisoryIndex {
    private final IndexSource source;
    private final Directory directory;
    private final Map<String, Optional<Section>> sections = new HashMap<>();
    private final Map<Directory.Kind, Optional<CveTable>> tables = new HashMap<>();
    private final Map<String, SortedMap<String, Integer>> releases = new HashMap<>();

    private FileIndex(IndexSource source, Directory directory) {
        this.source = source;
        this.directory = directory;
    }

    static FileIndex open(Path path) throws IOException {
        return open(new IndexSource.File(FileChannel.open(path)));
    }

    static FileIndex open(IndexSource source) throws IOException {
        try {
            return new FileIndex(source, Directory.read(source));
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    Directory directory() {
        return directory;
    }

    @Override
    public String digest() {
        return "sha256:" + directory.digest();
    }

    @Override
    public List<Feed> feeds() {
        List<Feed> feeds = new ArrayList<>();
        for (Directory.Entry entry : directory.entries()) {
            feeds.add(entry.feed());
        }
        return feeds;
    }

    /** The section of an ecosystem, by its base name. */
    synchronized Optional<Section> section(String base) {
        Optional<Section> known = sections.get(base);
        if (known == null) {
            Optional<Directory.Entry> entry = entry(Directory.Kind.OSV, base);
            known = entry.isPresent() ? Optional.of(new Section(bytes(entry.get()))) : Optional.empty();
            sections.put(base, known);
        }
        return known;
    }

    private synchronized Optional<CveTable> table(Directory.Kind kind) {
        Optional<CveTable> known = tables.get(kind);
        if (known == null) {
            Optional<Directory.Entry> entry = entry(kind, kind.name());
            known = entry.isPresent() ? Optional.of(new CveTable(bytes(entry.get()))) : Optional.empty();
            tables.put(kind, known);
        }
        return known;
    }

    Optional<Directory.Entry> entry(Directory.Kind kind, String name) {
        for (Directory.Entry entry : directory.entries()) {
            if (entry.kind() == kind && entry.feed().name().equals(name)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private Bytes bytes(Directory.Entry entry) {
        return source.part(entry.offset(), entry.length());
    }

    @Override
    public List<Candidate> lookup(String ecosystem, String name) {
        try {
            Optional<Section> section = section(Ecosystems.base(ecosystem));
            return section.isEmpty() ? List.of() : section.get().lookup(ecosystem, name);
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw AdvisoryException.damaged(e);
        }
    }

    @Override
    public long fingerprint(String ecosystem, String name) {
        try {
            Optional<Section> section = section(Ecosystems.base(ecosystem));
            return section.isEmpty() ? 0 : section.get().fingerprint(ecosystem, name);
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw AdvisoryException.damaged(e);
        }
    }

    @Override
    public boolean covers(String ecosystem) {
        return releases(Ecosystems.base(ecosystem)).containsKey(ecosystem);
    }

    /** The releases a feed speaks about, each with its number of packages. */
    synchronized SortedMap<String, Integer> releases(String base) {
        try {
            SortedMap<String, Integer> known = releases.get(base);
            if (known == null) {
                Optional<Section> section = section(base);
                known = section.isPresent() ? section.get().releases() : java.util.Collections.emptySortedMap();
                releases.put(base, known);
            }
            return known;
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw AdvisoryException.damaged(e);
        }
    }

    @Override
    public boolean kev(String cve) {
        Optional<CveTable> table = table(Directory.Kind.KEV);
        return table.isPresent() && table.get().contains(cve);
    }

    @Override
    public Optional<Epss> epss(String cve) {
        Optional<CveTable> table = table(Directory.Kind.EPSS);
        return table.isPresent() ? table.get().score(cve) : Optional.empty();
    }

    @Override
    public List<Advisory> find(String idOrAlias) {
        try {
            Map<String, Advisory> found = new java.util.LinkedHashMap<>();
            for (Directory.Entry entry : directory.entries()) {
                Optional<Section> section = entry.kind() == Directory.Kind.OSV
                        ? section(entry.feed().name())
                        : Optional.empty();
                if (section.isPresent()) {
                    for (Advisory advisory : section.get().find(idOrAlias)) {
                        found.putIfAbsent(advisory.id(), advisory);
                    }
                }
            }
            return List.copyOf(found.values());
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw AdvisoryException.damaged(e);
        }
    }

    /** Whether every section still has the bytes it was written with. Reads the whole file. */
    boolean intact() throws IOException {
        for (Directory.Entry entry : directory.entries()) {
            if (!intact(entry)) {
                return false;
            }
        }
        return true;
    }

    boolean intact(Directory.Entry entry) throws IOException {
        return source.digest(entry.offset(), entry.length()).equals(entry.digest());
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            // Nothing was written to it.
        }
    }
}
