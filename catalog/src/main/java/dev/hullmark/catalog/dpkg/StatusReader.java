package dev.hullmark.catalog.dpkg;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Cataloger;
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
 * Reads the paragraphs of a dpkg status file. Of the five fields wanted only the last value counts; all others, and
 * continuation lines however long, are passed over without making a text of them.
 */
final class StatusReader {
    private final ByteLines lines;
    private final Cataloger.Sink sink;
    private final String path;
    private String name = "";
    private String status = "";
    private String version = "";
    private String architecture = "";
    private String source = "";
    private boolean any;
    private boolean strange;

    StatusReader(ByteLines lines, Cataloger.Sink sink, String path) {
        this.lines = lines;
        this.sink = sink;
        this.path = path;
    }

    void read() throws IOException {
        while (lines.next()) {
            if (lines.length() == 0) {
                paragraph();
            } else {
                field();
            }
        }
        paragraph();
        if (strange) {
            sink.gap("holds lines that are no fields of a package: it may be damaged");
        }
    }

    private void field() {
        switch (lines.at(0)) {
            case 'P', 'p' -> name = value("Package:", name);
            case 'S', 's' -> {
                status = value("Status:", status);
                source = value("Source:", source);
            }
            case 'V', 'v' -> version = value("Version:", version);
            case 'A', 'a' -> architecture = value("Architecture:", architecture);
            default -> strange |= !begins(lines.at(0));
        }
    }

    /** Whether a field, or the continuation of one, may begin so; what begins otherwise is no status file. */
    private static boolean begins(int first) {
        return first == ' ' || first == '\t' || (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z');
    }

    private String value(String field, String before) {
        if (!lines.startsWithIgnoringCase(field)) {
            return before;
        }
        any = true;
        return lines.text(field.length());
    }

    private void paragraph() {
        if (!any) {
            return;
        }
        if (installed()) {
            if (name.isEmpty() || version.isEmpty()) {
                sink.unnamed("holds a package without " + (name.isEmpty() ? "a name" : "a version: " + name));
            } else {
                sink.found(new Package(
                        PackageType.DEB,
                        name,
                        version,
                        "",
                        architecture.isEmpty() ? Map.of() : Map.of("arch", architecture),
                        Optional.of(sourcePackage()),
                        List.of(),
                        Confidence.CERTAIN,
                        "",
                        List.of(Evidence.of("/" + path))));
            }
        }
        name = "";
        status = "";
        version = "";
        architecture = "";
        source = "";
        any = false;
    }

    /**
     * Whether the package's files are there (dpkg(1), package states): from {@code unpacked} on. A {@code half-installed}
     * one has some of them, of one version or another: that is told as a gap. Files of status.d carry no status.
     */
    private boolean installed() {
        String state = status.substring(status.lastIndexOf(' ') + 1);
        return switch (state) {
            case "not-installed", "config-files" -> false;
            case "half-installed" -> {
                sink.gap(name + " is half-installed: which files of it are there is not known");
                yield false;
            }
            default -> true;
        };
    }

    /** {@code Source: name (version)}; without the field, or the version, it is the binary package's. */
    private SourcePackage sourcePackage() {
        if (source.isEmpty()) {
            return new SourcePackage(name, version);
        }
        int open = source.indexOf('(');
        if (open < 0) {
            return new SourcePackage(source, version);
        }
        int close = source.indexOf(')', open);
        String own =
                source.substring(open + 1, close < 0 ? source.length() : close).strip();
        return new SourcePackage(source.substring(0, open).strip(), own.isEmpty() ? version : own);
    }
}
