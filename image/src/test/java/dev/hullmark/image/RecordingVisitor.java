package dev.hullmark.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Wants what a test says, and remembers everything. */
final class RecordingVisitor implements LayerVisitor {
    private final Predicate<Entry> wanted;
    final List<Entry> seen = new ArrayList<>();
    final Map<String, String> files = new TreeMap<>();
    final List<String> removed = new ArrayList<>();
    final List<String> opaque = new ArrayList<>();
    final List<String> gaps = new ArrayList<>();

    RecordingVisitor(Predicate<Entry> wanted) {
        this.wanted = wanted;
    }

    static RecordingVisitor ofAll() {
        return new RecordingVisitor(entry -> true);
    }

    static RecordingVisitor ofNames(String... endings) {
        return new RecordingVisitor(entry -> {
            for (String ending : endings) {
                if (entry.path().endsWith(ending)) {
                    return true;
                }
            }
            return false;
        });
    }

    @Override
    public boolean wants(Entry entry) {
        seen.add(entry);
        return wanted.test(entry);
    }

    @Override
    public boolean wouldWant(Entry entry) {
        return wanted.test(entry);
    }

    @Override
    public void file(Entry entry, Content content) throws IOException {
        files.put(entry.path(), new String(content.bytes(1 << 20), StandardCharsets.UTF_8));
    }

    @Override
    public void removed(String path) {
        removed.add(path);
    }

    @Override
    public void opaque(String path) {
        opaque.add(path);
    }

    @Override
    public void gap(String what, String reason) {
        gaps.add(what + ": " + reason);
    }

    List<String> paths() {
        return seen.stream().map(Entry::path).toList();
    }
}
