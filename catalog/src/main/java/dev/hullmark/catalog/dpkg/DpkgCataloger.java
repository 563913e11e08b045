package dev.hullmark.catalog.dpkg;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;

/**
 * Reads dpkg's database (dpkg-query(1), deb-control(5)): {@code status}, or a file for each package in {@code status.d}
 * as distroless images have it; and who owns which file, from {@code info/*.list} and, for {@code status.d}, from the
 * {@code .md5sums} beside.
 */
public final class DpkgCataloger implements Cataloger {
    private static final String[] ROOTS = {"var/lib/dpkg/", "usr/lib/dpkg/"};

    @Override
    public String name() {
        return "dpkg";
    }

    @Override
    public String covers() {
        return PackageType.DEB.purlType();
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public boolean wants(Entry entry) {
        String inside = inside(entry.path());
        return !inside.isEmpty()
                && (entry.isFile() || entry.type() == Entry.Type.HARD_LINK)
                && kind(inside) != Kind.OTHER;
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        if (content.size() > Limits.TEXT_DATABASE_BYTES) {
            throw new Content.TooLargeException(content.size(), Limits.TEXT_DATABASE_BYTES);
        }
        ByteLines lines = new ByteLines(content);
        switch (kind(inside(entry.path()))) {
            case STATUS -> new StatusReader(lines, sink, entry.path()).read();
            case LIST -> list(lines, packageOf(entry.name(), ".list"), sink);
            case SUMS -> sums(lines, packageOf(entry.name(), ".md5sums"), sink);
            case OTHER -> {}
        }
    }

    private enum Kind {
        STATUS,
        LIST,
        SUMS,
        OTHER
    }

    /** The path within dpkg's directory, or "". */
    private static String inside(String path) {
        for (String root : ROOTS) {
            if (path.startsWith(root)) {
                return path.substring(root.length());
            }
        }
        return "";
    }

    private static Kind kind(String inside) {
        if (inside.equals("status")) {
            return Kind.STATUS;
        }
        if (inside.startsWith("info/")) {
            return inside.endsWith(".list") ? Kind.LIST : Kind.OTHER;
        }
        if (!inside.startsWith("status.d/") || inside.indexOf('/', "status.d/".length()) >= 0) {
            return Kind.OTHER;
        }
        // A package's name may hold a dot (python3.11), so only what dpkg itself puts beside it is told apart.
        return switch (inside.substring(inside.lastIndexOf('.') + 1)) {
            case "md5sums" -> Kind.SUMS;
            case "preinst",
                    "postinst",
                    "prerm",
                    "postrm",
                    "conffiles",
                    "config",
                    "templates",
                    "triggers",
                    "shlibs",
                    "symbols",
                    "list" -> Kind.OTHER;
            default -> Kind.STATUS;
        };
    }

    /** {@code libc6:amd64.list} belongs to {@code libc6}. */
    private static String packageOf(String fileName, String suffix) {
        String name = fileName.substring(0, fileName.length() - suffix.length());
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static void list(ByteLines lines, String packageName, Sink sink) throws IOException {
        while (lines.next()) {
            if (lines.length() > 1 && lines.at(0) == '/') {
                sink.owns(packageName, lines.text(1));
            }
        }
    }

    private static void sums(ByteLines lines, String packageName, Sink sink) throws IOException {
        while (lines.next()) {
            int space = lines.indexOf(' ', 0);
            if (space > 0 && lines.length() > space + 2) {
                sink.owns(packageName, lines.text(space + 2));
            }
        }
    }
}
