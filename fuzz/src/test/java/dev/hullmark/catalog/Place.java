package dev.hullmark.catalog;

import dev.hullmark.fuzz.Target;
import dev.hullmark.image.Entry;
import dev.hullmark.image.InMemory;
import dev.hullmark.model.Package;
import dev.hullmark.model.Purl;
import dev.hullmark.model.Purls;
import java.io.IOException;
import java.util.List;

/**
 * A file of one name, read by one cataloger as a scan of a layer does it: what it finds is judged and stored like there.
 *
 * @param seeds files in which it finds something
 */
record Place(Cataloger cataloger, String path, List<byte[]> seeds) {
    static Place of(Cataloger cataloger, String path, byte[]... seeds) {
        return new Place(cataloger, path, List.of(seeds));
    }

    static Place ofText(Cataloger cataloger, String path, String... seeds) {
        return new Place(
                cataloger, path, List.of(seeds).stream().map(Target::bytes).toList());
    }

    Target target(String name) {
        return new Target(name, seeds, List.of(), this::understands);
    }

    /** Whether the cataloger is offered a file there; a hard link's size is not known beforehand. */
    boolean isWanted() {
        return cataloger.wants(new Entry(path, Entry.Type.FILE, 1 << 15, 0755, 0, 0, "", 0))
                || cataloger.wants(new Entry(path, Entry.Type.HARD_LINK, 0, 0755, 0, 0, "x", 0));
    }

    private boolean understands(byte[] input) throws IOException {
        FileSink sink = new FileSink(path, Limits.PACKAGES_PER_FILE, Limits.TEXT_PER_LAYER, Limits.OWNED_PER_LAYER);
        try {
            cataloger.catalog(
                    new Entry(path, Entry.Type.FILE, input.length, 0755, 0, 0, "", 0), new InMemory(input), sink);
        } finally {
            check(sink.facts(cataloger.name()));
        }
        FileFacts facts = sink.facts(cataloger.name());
        return !facts.packages().isEmpty()
                || !facts.owned().isEmpty()
                || !facts.facts().isEmpty()
                || facts.distribution().isPresent();
    }

    private static void check(FileFacts facts) throws IOException {
        for (Package found : facts.packages()) {
            String purl = found.purl();
            if (!Purl.parse(purl).canonical().equals(purl) || Purls.parse(purl).isEmpty()) {
                throw new Target.Find(purl + " is no package-url");
            }
        }
        LayerFacts layer = LayerFacts.EMPTY.withFiles(List.of(facts));
        if (!LayerFactsCodec.decode(LayerFactsCodec.encode(layer)).equals(layer)) {
            throw new Target.Find("is stored as something else: " + facts);
        }
    }
}
