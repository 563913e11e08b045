package dev.hullmark.catalog.conan;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Listed;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;

/**
 * Conan's binary packages by where their {@code conaninfo.txt} lies, since the file itself names only what a package
 * needs: Conan 1's cache {@code .conan/data/NAME/VERSION/USER/CHANNEL/package/ID} and what Conan 2 deploys,
 * {@code full_deploy/host/NAME/VERSION}. The folders of Conan 2's own cache have no version in their names.
 */
public final class ConanCataloger implements Cataloger {
    private static final String FILE = "conaninfo.txt";

    @Override
    public String name() {
        return "conan";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        return entry.isNamed(FILE) && place(entry.path()) >= 0;
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) {
        String path = entry.path();
        int name = place(path);
        int slash = path.indexOf('/', name);
        new Listed(PackageType.CONAN, entry, sink)
                .add(path.substring(name, slash), path.substring(slash + 1, path.indexOf('/', slash + 1)));
    }

    /** Where NAME/VERSION/ starts, or -1. */
    private static int place(String path) {
        int deployed = after(path, "full_deploy/host/");
        int end = path.length() - FILE.length();
        if (deployed >= 0) {
            int version = path.indexOf('/', deployed) + 1;
            return version > 0 && path.indexOf('/', version) > version && path.indexOf('/', version) < end
                    ? deployed
                    : -1;
        }
        int cached = after(path, ".conan/data/");
        if (cached < 0) {
            return -1;
        }
        int at = cached;
        for (int folder = 0; folder < 4; folder++) {
            at = path.indexOf('/', at) + 1;
            if (at == 0) {
                return -1;
            }
        }
        return path.startsWith("package/", at) ? cached : -1;
    }

    private static int after(String path, String folders) {
        int at = path.indexOf(folders);
        return at == 0 || (at > 0 && path.charAt(at - 1) == '/') ? at + folders.length() : -1;
    }
}
