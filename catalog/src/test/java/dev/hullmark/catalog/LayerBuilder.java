package dev.hullmark.catalog;

import dev.hullmark.image.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts a layer together entry by entry and scans it, as the walk of a real one would. */
public final class LayerBuilder {
    private final LayerScan scan;

    public LayerBuilder(Cataloger... catalogers) {
        this.scan = new LayerScan(catalogers.length == 0 ? Catalogers.all() : List.of(catalogers));
    }

    public LayerBuilder file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public LayerBuilder file(String path, byte[] bytes) {
        Entry entry = CatalogerTester.entry(path, bytes.length, 0755);
        if (scan.wants(entry)) {
            scan.file(entry, new BytesContent(bytes));
        }
        return this;
    }

    public LayerBuilder directory(String path) {
        scan.wants(new Entry(path, Entry.Type.DIRECTORY, 0, 0755, 0, 0, "", 0));
        return this;
    }

    LayerBuilder link(String path, String target) {
        scan.wants(new Entry(path, Entry.Type.SYMLINK, 0, 0777, 0, 0, target, 0));
        return this;
    }

    public LayerBuilder removed(String path) {
        scan.removed(path);
        return this;
    }

    public LayerBuilder opaque(String path) {
        scan.opaque(path);
        return this;
    }

    LayerScan scan() {
        return scan;
    }

    public LayerFacts facts() {
        return scan.facts();
    }
}
