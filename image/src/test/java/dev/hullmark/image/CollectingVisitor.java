package dev.hullmark.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Wants every file and keeps what it is told. */
final class CollectingVisitor implements LayerVisitor {
    final Map<String, String> files = new TreeMap<>();
    final List<String> gaps = new ArrayList<>();

    @Override
    public boolean wants(Entry entry) {
        return entry.type() == Entry.Type.FILE || entry.type() == Entry.Type.HARD_LINK;
    }

    @Override
    public void file(Entry entry, Content content) throws IOException {
        files.put(entry.path(), new String(content.bytes(1 << 20), StandardCharsets.UTF_8));
    }

    @Override
    public void removed(String path) {
        files.put(path, "removed");
    }

    @Override
    public void opaque(String path) {
        files.put(path, "opaque");
    }

    @Override
    public void gap(String what, String reason) {
        gaps.add(what + ": " + reason);
    }
}
