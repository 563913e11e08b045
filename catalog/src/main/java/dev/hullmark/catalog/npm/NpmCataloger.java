package dev.hullmark.catalog.npm;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Installed npm packages: every {@code package.json} at the root of a package directory in a {@code node_modules}
 * (nested, scoped, pnpm's store, global) or in a system-wide module directory of Debian ({@code usr/share/nodejs},
 * {@code usr/lib/nodejs}, {@code usr/lib/ARCH/nodejs}). An application's own {@code package.json} is no installed
 * package. Name and version are what the file says: a directory may be an alias ({@code npm:other@1}).
 */
public final class NpmCataloger implements Cataloger {
    private static final String FILE = "/package.json";
    private static final String MODULES = "node_modules";

    @Override
    public String name() {
        return "npm";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        return (entry.type() == Entry.Type.FILE || entry.type() == Entry.Type.HARD_LINK)
                && entry.path().endsWith(FILE)
                && isPackageRoot(entry.path());
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        PackageJson json = PackageJson.parse(content.bytes(Limits.PACKAGE_JSON));
        if (json.name().isEmpty() || json.version().isEmpty()) {
            return; // not a package: npm installs none without both
        }
        if (!isName(json.name()) || !Texts.isWord(json.version(), Limits.TEXT)) {
            sink.unnamed("its name or version is not one npm can install");
            return;
        }
        sink.found(new Package(
                PackageType.NPM,
                json.name(),
                json.version(),
                "",
                Map.of(),
                Optional.empty(),
                json.licences(),
                Confidence.CERTAIN,
                "",
                List.of(Evidence.of("/" + entry.path()))));
    }

    private static boolean isPackageRoot(String path) {
        int end = path.length() - FILE.length();
        int start = path.lastIndexOf('/', end - 1);
        if (start < 0 || end - start < 2 || path.charAt(start + 1) == '.' || path.charAt(start + 1) == '@') {
            return false;
        }
        int parent = path.lastIndexOf('/', start - 1);
        if (path.charAt(parent + 1) == '@') {
            start = parent;
            if (start < 0) {
                return false;
            }
            parent = path.lastIndexOf('/', start - 1);
        }
        int length = start - parent - 1;
        if (length == MODULES.length() && path.startsWith(MODULES, parent + 1)) {
            return true;
        }
        return path.startsWith("usr/") && isSystemDirectory(path.substring(4, start));
    }

    private static boolean isSystemDirectory(String underUsr) {
        return underUsr.equals("share/nodejs")
                || (underUsr.startsWith("lib/")
                        && underUsr.endsWith("/nodejs")
                        && underUsr.indexOf('/', 4) == underUsr.lastIndexOf('/'))
                || underUsr.equals("lib/nodejs");
    }

    private static boolean isName(String name) {
        if (!Texts.isWord(name, Limits.TEXT)) {
            return false;
        }
        int slash = name.indexOf('/');
        return name.charAt(0) == '@'
                ? slash > 1 && slash < name.length() - 1 && name.indexOf('/', slash + 1) < 0
                : slash < 0 && name.charAt(0) != '.';
    }
}
