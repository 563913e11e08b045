package dev.hullmark.catalog.apk;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.SourcePackage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads apk's database of installed packages (Alpine wiki, Apk spec): lines of one letter, a colon and a value, a blank
 * line after each package; {@code F:} names a directory and {@code R:} a file in it.
 */
public final class ApkCataloger implements Cataloger {
    @Override
    public String name() {
        return "apk";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public boolean wants(Entry entry) {
        return switch (entry.path()) {
            case "lib/apk/db/installed", "usr/lib/apk/db/installed" ->
                entry.isFile() || entry.type() == Entry.Type.HARD_LINK;
            default -> false;
        };
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        if (content.size() > Limits.TEXT_DATABASE_BYTES) {
            throw new Content.TooLargeException(content.size(), Limits.TEXT_DATABASE_BYTES);
        }
        ByteLines lines = new ByteLines(content);
        Paragraph p = new Paragraph(entry.path(), sink);
        while (lines.next()) {
            if (lines.length() == 0) {
                p.end();
            } else if (lines.length() > 1 && lines.at(1) == ':') {
                p.field((char) lines.at(0), lines);
            }
        }
        p.end();
    }

    private static final class Paragraph {
        private final String path;
        private final Sink sink;
        private String name = "";
        private String version = "";
        private String architecture = "";
        private String origin = "";
        private String licence = "";
        private String directory = "";
        private boolean any;

        Paragraph(String path, Sink sink) {
            this.path = path;
            this.sink = sink;
        }

        void field(char letter, ByteLines line) {
            any = true;
            switch (letter) {
                case 'P' -> name = line.text(2);
                case 'V' -> version = line.text(2);
                case 'A' -> architecture = line.text(2);
                case 'o' -> origin = line.text(2);
                case 'L' -> licence = line.text(2);
                case 'F' -> directory = line.text(2);
                case 'R' -> {
                    if (!name.isEmpty()) {
                        sink.owns(name, directory.isEmpty() ? line.text(2) : directory + "/" + line.text(2));
                    }
                }
                default -> {}
            }
        }

        void end() {
            if (!any) {
                return;
            }
            if (name.isEmpty() || version.isEmpty()) {
                sink.unnamed("holds a package without " + (name.isEmpty() ? "a name" : "a version: " + name));
            } else {
                sink.found(new Package(
                        PackageType.APK,
                        name,
                        version,
                        "",
                        architecture.isEmpty() ? Map.of() : Map.of("arch", architecture),
                        // A subpackage is built from the same APKBUILD, in the same version.
                        Optional.of(new SourcePackage(origin.isEmpty() ? name : origin, version)),
                        licence.isEmpty() ? List.of() : List.of(licence),
                        Confidence.CERTAIN,
                        "",
                        List.of(Evidence.of("/" + path))));
            }
            name = "";
            version = "";
            architecture = "";
            origin = "";
            licence = "";
            directory = "";
            any = false;
        }
    }
}
