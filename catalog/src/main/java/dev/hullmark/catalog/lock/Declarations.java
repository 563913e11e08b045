package dev.hullmark.catalog.lock;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers what one lock file declares: each name with its version once, and in one sentence those that have no version
 * there.
 */
public final class Declarations {
    private static final int SHOWN = 5;

    private final PackageType type;
    private final String path;
    private final Cataloger.Sink sink;
    private final Set<String> seen = new HashSet<>();
    private final List<String> open = new ArrayList<>();
    private final Set<String> openNames = new HashSet<>();
    private int unusable;

    public Declarations(PackageType type, Entry entry, Cataloger.Sink sink) {
        this.type = type;
        this.path = "/" + entry.path();
        this.sink = sink;
    }

    public void found(String name, String version) {
        found(name, version, List.of(), Confidence.CERTAIN);
    }

    public void found(String name, String version, List<String> licences, Confidence confidence) {
        if (!Texts.isWord(name, Limits.TEXT) || !Texts.isWord(version, Limits.TEXT)) {
            unusable++;
            return;
        }
        boolean known = seen.size() < Limits.PACKAGES_PER_FILE
                ? !seen.add(name + "\n" + version)
                : seen.contains(name + "\n" + version);
        if (!known) {
            sink.found(new Package(
                    type,
                    name,
                    version,
                    "",
                    Map.of(),
                    Optional.empty(),
                    licences,
                    confidence,
                    "",
                    List.of(Evidence.of(path))));
        }
    }

    /** The file wants this package, but does not say in which one version. */
    public void open(String name) {
        if (openNames.size() < Limits.PACKAGES_PER_FILE && openNames.add(name) && open.size() < SHOWN) {
            open.add(Texts.line(name, 100));
        }
    }

    /** The file wants a package whose name cannot be one. */
    public void unusable() {
        unusable++;
    }

    public void unnamed(String reason) {
        sink.unnamed(reason);
    }

    public void gap(String reason) {
        sink.gap(reason);
    }

    /** Says what could not be named; to be called once, at the end of the file. */
    public void end() {
        if (!openNames.isEmpty()) {
            String more = openNames.size() > open.size() ? " and " + (openNames.size() - open.size()) + " more" : "";
            sink.unnamed("does not say which version is used of " + String.join(", ", open) + more);
        }
        if (unusable > 0) {
            sink.unnamed("declares " + unusable + " packages without a usable name or version");
        }
    }
}
