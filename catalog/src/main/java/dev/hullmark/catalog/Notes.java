package dev.hullmark.catalog;

import dev.hullmark.catalog.elf.ElfNoteCataloger;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells which package notes of executables say something new. A note names the source package, the database lists binary
 * packages: either name counts, in the same version.
 */
final class Notes {
    private record Listed(PackageType type, String name, String version) {}

    private final Set<Listed> listed = new HashSet<>();

    static boolean are(FileFacts file) {
        return file.cataloger().equals(ElfNoteCataloger.NAME);
    }

    /** A package database lists this package. */
    void listed(Package p) {
        listed.add(new Listed(p.type(), p.name(), withoutEpoch(p.version())));
        p.source().ifPresent(s -> {
            listed.add(new Listed(p.type(), s.name(), withoutEpoch(s.version())));
            // A database may know of the source no more than its name.
            listed.add(new Listed(p.type(), s.name(), withoutEpoch(p.version())));
        });
    }

    boolean areNew(Package noted) {
        return !listed.contains(new Listed(noted.type(), noted.name(), withoutEpoch(noted.version())));
    }

    private static String withoutEpoch(String version) {
        return version.substring(version.indexOf(':') + 1);
    }
}
