package dev.hullmark.catalog;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Package;
import java.util.List;
import java.util.Optional;

/**
 * What one cataloger read out of one file.
 *
 * @param path the file, from the root, without a leading slash
 * @param cataloger the cataloger's name
 * @param packages as found: their layer and distribution are not known yet
 * @param distribution the distribution, when this file tells it
 * @param owned the paths its packages own, by package
 * @param gaps what of it could not be read
 * @param unnamed what was read of packages whose name or version nothing told
 * @param facts what else is in it; their layer is not known yet
 */
public record FileFacts(
        String path,
        String cataloger,
        List<Package> packages,
        Optional<Distribution> distribution,
        List<Owned> owned,
        List<String> gaps,
        List<String> unnamed,
        Facts facts) {

    /**
     * The paths that one package of a distribution installed, as {@link Ownership#canonical} writes them, as far as
     * {@link Ownership#matters}.
     *
     * @param packageName as the package database writes it
     */
    public record Owned(String packageName, PathSet paths) {}

    public FileFacts {
        packages = List.copyOf(packages);
        owned = List.copyOf(owned);
        gaps = List.copyOf(gaps);
        unnamed = List.copyOf(unnamed);
    }

    /** Whether something of it, or in it, was not seen. */
    boolean hasGaps() {
        return !gaps.isEmpty() || !unnamed.isEmpty();
    }

    FileFacts withoutGaps() {
        return new FileFacts(path, cataloger, packages, distribution, owned, List.of(), List.of(), facts);
    }

    /** Whether it says nothing at all. */
    boolean isEmpty() {
        return packages.isEmpty() && distribution.isEmpty() && owned.isEmpty() && facts.isEmpty() && !hasGaps();
    }
}
