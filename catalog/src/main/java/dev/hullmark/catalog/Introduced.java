package dev.hullmark.catalog;

import dev.hullmark.model.Package;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the layer a distribution's package came with. Every layer that installs anything rewrites the whole package
 * database, so the layer that holds the database says nothing; the package came with the first layer from which on,
 * without a break, some visible database told of it in this version and architecture.
 */
final class Introduced {
    /** A file that told of a package while layers {@code from} to {@code end - 1} were on top. */
    record Told(String path, int from, int end) {}

    private record Key(String cataloger, String name, String version, String arch) {}

    private final Map<Key, List<Told>> byPackage = new HashMap<>();

    void add(FileFacts file, int layer, int end) {
        for (Package p : file.packages()) {
            if (p.type().ofDistribution()) {
                byPackage.computeIfAbsent(key(file, p), k -> new ArrayList<>(2)).add(new Told(file.path(), layer, end));
            }
        }
    }

    /** Where a package that {@code file} of layer {@code layer} still tells of was told of first. */
    Told first(FileFacts file, int layer, Package p) {
        Told first = new Told(file.path(), layer, Visibility.NEVER);
        List<Told> all = byPackage.getOrDefault(key(file, p), List.of());
        // Added base first: going down meets every file that could prolong the time before it is passed.
        for (int i = all.size() - 1; i >= 0; i--) {
            Told earlier = all.get(i);
            if (earlier.from() < first.from() && earlier.end() >= first.from()) {
                first = earlier;
            }
        }
        return first;
    }

    private static Key key(FileFacts file, Package p) {
        return new Key(file.cataloger(), p.name(), p.version(), p.qualifiers().getOrDefault("arch", ""));
    }
}
