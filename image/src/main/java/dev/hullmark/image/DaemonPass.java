package dev.hullmark.image;

import dev.hullmark.model.LayerInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The export as it streams, from one layer to the next. */
final class DaemonPass implements AutoCloseable {
    private final InputStream in;
    private final StreamInput input;
    private final TarReader tar;
    private final DaemonExport export;
    private int members;
    private Optional<LayerBlob> layer = Optional.empty();

    DaemonPass(DaemonExport export, InputStream in, Path temporary) {
        this.export = export;
        this.in = in;
        input = new StreamInput(in, temporary);
        tar = new TarReader(input);
    }

    /**
     * Moves to the next member that may be a layer.
     *
     * @param known diffIDs that need not be read; a member named so is passed over
     */
    boolean next(Set<String> known) throws IOException {
        while (tar.next()) {
            if (++members > Limits.ARCHIVE_MEMBERS) {
                throw new TarException("holds more than " + Limits.ARCHIVE_MEMBERS + " files");
            }
            Entry entry = tar.entry();
            if (!entry.isFile() || isDocument(entry)) {
                continue;
            }
            String claimed = claimed(entry.path());
            if (known.contains(claimed)) {
                continue;
            }
            InputStream bytes = new Member(input, entry.size());
            byte[] first = bytes.readNBytes(1);
            if (first.length == 0 || first[0] == '{') {
                continue;
            }
            layer = Optional.of(blob(entry, claimed, new LayerPass.Prefixed(first, bytes)));
            return true;
        }
        return false;
    }

    /** Where {@link #next} stopped. */
    LayerBlob layer() {
        return layer.orElseThrow();
    }

    private LayerBlob blob(Entry entry, String claimed, InputStream bytes) {
        Layer one = new Layer(new LayerInfo(0, claimed, ""), Optional.empty());
        return new LayerBlob(one, entry.size(), Optional.empty(), new Once(entry.path(), bytes));
    }

    private boolean isDocument(Entry entry) {
        String name = entry.name();
        return entry.size() < 512
                || name.endsWith(".json")
                || name.equals("json")
                || name.equals("repositories")
                || name.equals("VERSION");
    }

    @Override
    public void close() throws IOException {
        input.release();
        in.close();
    }

    /** The digest that a member's name claims: {@code blobs/sha256/HEX} or Podman's {@code HEX.tar}; "" for none. */
    private static String claimed(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String hex = name.endsWith(".tar") ? name.substring(0, name.length() - 4) : name;
        return Digest.parse("sha256:" + hex).map(Digest::toString).orElse("");
    }

    /** A member's bytes: the first time as they stream by, then from the temporary file. */
    private final class Once implements LayerBlob.Stream {
        private final String name;
        private Optional<InputStream> passing;

        Once(String name, InputStream passing) {
            this.name = name;
            this.passing = Optional.of(passing);
        }

        @Override
        public InputStream open() throws IOException {
            InputStream in = passing.isPresent() ? passing.get() : export.again(name);
            passing = Optional.empty();
            return export.unpacked(in);
        }
    }

    /** One member of a tar that streams by. Closing it leaves the tar open. */
    private static final class Member extends InputStream {
        private final StreamInput input;
        private long left;

        Member(StreamInput input, long size) {
            this.input = input;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = input.read(into, offset, (int) Math.min(length, left));
            left -= count;
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
