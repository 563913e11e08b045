package dev.hullmark.catalog.java;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.zip.RandomBytes;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;

/**
 * Java archives: jars, wars, ears and their kin, with the archives inside them. What artifact each is follows from its
 * own contents and name ({@link Ladder}); there is no database of checksums.
 */
public final class JavaCataloger implements Cataloger {
    private static final int SMALLEST = 22;

    @Override
    public String name() {
        return "java";
    }

    @Override
    public String covers() {
        return PackageType.MAVEN.purlType();
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public boolean wants(Entry entry) {
        if (entry.type() == Entry.Type.FILE ? entry.size() < SMALLEST : entry.type() != Entry.Type.HARD_LINK) {
            return false;
        }
        String path = entry.path();
        int dot = path.length() - 4;
        if (dot < 1 || path.charAt(dot) != '.') {
            return false;
        }
        for (String extension : Contents.EXTENSIONS) {
            // A .rar that stands alone is another kind of archive as a rule.
            if (path.regionMatches(true, dot, extension, 0, 4) && !extension.equals(".rar")) {
                return path.charAt(dot - 1) != '/';
            }
        }
        return false;
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        new ArchiveWalk(sink, content.size()).walk(RandomBytes.of(content), "/" + entry.path());
    }
}
