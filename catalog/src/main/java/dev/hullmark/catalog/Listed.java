package dev.hullmark.catalog;

import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts what one file lists into the sink: each name and version once, and what can't be one as unnamed. */
public final class Listed {
    private final PackageType type;
    private final List<Evidence> evidence;
    private final Cataloger.Sink sink;
    private final Confidence confidence;
    private final Set<String> seen = new HashSet<>();

    public Listed(PackageType type, Entry entry, Cataloger.Sink sink) {
        this(type, entry, sink, Confidence.CERTAIN);
    }

    public Listed(PackageType type, Entry entry, Cataloger.Sink sink, Confidence confidence) {
        this.type = type;
        this.evidence = List.of(Evidence.of("/" + entry.path()));
        this.sink = sink;
        this.confidence = confidence;
    }

    public void add(String name, String version) {
        add(name, version, List.of());
    }

    /** @param licences as declared; texts that are none are left out */
    public void add(String name, String version, List<String> licences) {
        if (!Texts.isWord(name, Limits.TEXT) || !Texts.isWord(version, Limits.TEXT)) {
            sink.unnamed("lists a package whose name or version is none");
            return;
        }
        if (!seen.add(name + '\0' + version)) {
            return;
        }
        List<String> shown = licences.stream()
                .limit(Limits.LICENCES)
                .map(licence -> Texts.line(licence, Limits.LICENCE))
                .filter(licence -> !licence.isEmpty())
                .toList();
        sink.found(new Package(type, name, version, "", Map.of(), Optional.empty(), shown, confidence, "", evidence));
    }

    /**
     * The lines of a file.
     *
     * @throws Content.TooLargeException when it holds more than {@code limit} bytes
     */
    public static ByteLines lines(Content content, int limit) throws Content.TooLargeException {
        if (content.size() > limit) {
            throw new Content.TooLargeException(content.size(), limit);
        }
        return new ByteLines(content);
    }
}
