package dev.hullmark.catalog.npm;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.lock.Declarations;
import dev.hullmark.catalog.lock.LockPaths;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;

/**
 * What the lock files of npm, Yarn, pnpm and Bun declare. What is for development only is left out where the file tells
 * it: npm's and pnpm's do, Yarn's and Bun's do not. The project's own packages (workspaces, links) are none.
 */
public final class NpmLockCataloger implements Cataloger {
    private static final String[] FILES = {
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb"
    };

    @Override
    public String name() {
        return "npm-lock";
    }

    @Override
    public String covers() {
        return PackageType.NPM.purlType();
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
        return entry.isNamed(FILES) && LockPaths.isOfProject(entry.path());
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Declarations into = new Declarations(PackageType.NPM, entry, sink);
        try {
            switch (entry.name()) {
                case "yarn.lock" -> YarnLock.read(content, into);
                case "pnpm-lock.yaml" -> PnpmLock.read(content, into);
                case "bun.lock" -> BunLock.read(content.bytes(Limits.LISTING), into);
                case "bun.lockb" -> into.gap("is Bun's binary lock file, which is not read: a bun.lock would be");
                default -> PackageLock.read(content.bytes(Limits.LISTING), into);
            }
        } finally {
            into.end();
        }
    }
}
