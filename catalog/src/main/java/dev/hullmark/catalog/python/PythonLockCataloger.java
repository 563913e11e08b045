package dev.hullmark.catalog.python;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.lock.Declarations;
import dev.hullmark.catalog.lock.LockPaths;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;

/**
 * What the lock files of Poetry, PDM, uv and Pipenv, {@code pylock.toml} (PEP 751) and lists of requirements declare.
 * What is for development only is left out where the file, or for requirements its name, tells it.
 */
public final class PythonLockCataloger implements Cataloger {
    private static final String[] FILES = {"poetry.lock", "pdm.lock", "uv.lock", "Pipfile.lock", "pylock.toml"};

    @Override
    public String name() {
        return "python-lock";
    }

    @Override
    public String covers() {
        return PackageType.PYPI.purlType();
    }

    @Override
    public boolean declares() {
        return true;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        String path = entry.path();
        return entry.hasContent()
                && (entry.isNamed(FILES) || isPylock(path) || RequirementsFile.isNamed(path))
                && LockPaths.isOfProject(path);
    }

    /** PEP 751: {@code pylock.NAME.toml}. */
    private static boolean isPylock(String path) {
        return path.endsWith(".toml") && path.startsWith("pylock.", path.lastIndexOf('/') + 1);
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Declarations into = new Declarations(PackageType.PYPI, entry, sink);
        try {
            switch (entry.name()) {
                case "poetry.lock", "pdm.lock" -> PackageTables.read(content, "package", into);
                case "uv.lock" -> UvLock.read(content, into);
                case "Pipfile.lock" -> PipfileLock.read(content.bytes(Limits.LISTING), into);
                default -> {
                    if (isPylock(entry.path())) {
                        PackageTables.read(content, "packages", into);
                    } else {
                        RequirementsFile.read(entry.path(), content.bytes(Limits.MANIFEST_FILE), into);
                    }
                }
            }
        } finally {
            into.end();
        }
    }

    /** A package a lock file names. */
    static void tell(String name, String version, Declarations into) {
        String normalised = PythonCataloger.normalised(name);
        if (normalised.isEmpty()) {
            into.unusable();
        } else if (version.isEmpty()) {
            into.open(normalised);
        } else {
            into.found(normalised, version);
        }
    }
}
