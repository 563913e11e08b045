package dev.hullmark.image;

import dev.hullmark.fuzz.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Wants every file and reads it in the ways there are, which must agree. */
final class EveryFile implements LayerVisitor {
    private static final int READ = 1 << 16;

    final List<String> seen = new ArrayList<>();

    @Override
    public boolean wants(Entry entry) {
        return true;
    }

    @Override
    public void file(Entry entry, Content content) throws IOException {
        try {
            read(entry, content);
        } catch (RuntimeException | StackOverflowError e) {
            // The walk would make a gap of it.
            throw new AssertionError(e);
        }
    }

    private void read(Entry entry, Content content) throws IOException {
        if (entry.path().isEmpty() || entry.path().startsWith("/") || entry.size() != content.size()) {
            throw new Target.Find("an entry that none can be: " + entry);
        }
        byte[] whole = new byte[(int) Math.min(READ, content.size())];
        int length = content.read(0, whole, 0, whole.length);
        byte[] streamed = content.stream().readNBytes(whole.length);
        if (length != whole.length || !Arrays.equals(whole, streamed)) {
            throw new Target.Find("two readings of " + entry.path() + " differ");
        }
        byte[] end = new byte[16];
        content.read(Math.max(0, content.size() - 8), end, 0, end.length);
        seen.add(entry.path() + " " + Arrays.hashCode(whole));
    }

    @Override
    public void removed(String path) {
        seen.add("removed " + path);
    }

    @Override
    public void opaque(String path) {
        seen.add("opaque " + path);
    }

    @Override
    public void gap(String what, String reason) {
        if (reason.isBlank()) {
            throw new Target.Find("a gap without a reason: " + what);
        }
    }
}
