package dev.hullmark.catalog.java;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.lock.Declarations;
import dev.hullmark.catalog.lock.LockPaths;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;

/** What a Gradle lock file declares, and what a Maven project's own {@code pom.xml} does. Not what is for tests only. */
public final class JavaLockCataloger implements Cataloger {
    private static final String[] FILES = {"pom.xml", "gradle.lockfile"};

    @Override
    public String name() {
        return "java-lock";
    }

    @Override
    public String covers() {
        return PackageType.MAVEN.purlType();
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
                && (entry.isNamed(FILES) || GradleLock.isOfOneConfiguration(path))
                && LockPaths.isOfProject(path)
                && !LockPaths.isUnder(path, "src/test")
                && !LockPaths.isUnder(path, "src/it")
                && !LockPaths.isUnder(path, "archetype-resources");
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Declarations into = new Declarations(PackageType.MAVEN, entry, sink);
        try {
            if (entry.name().equals("pom.xml")) {
                ProjectPom.read(content.bytes(Limits.POM), into);
            } else {
                GradleLock.read(entry.path(), content, into);
            }
        } finally {
            into.end();
        }
    }
}
