package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** One pass over one layer's entries, whatever it is packed with and wherever it lies. */
final class LayerPass implements AutoCloseable {
    private final ReadGuard guard;
    private final TarInput input;
    private final TarReader tar;
    private final Optional<PackedStream> packed;
    private final InputStream stream;
    private int entries;
    private long told;

    private LayerPass(ReadGuard guard, TarInput input, Optional<PackedStream> packed, InputStream stream) {
        this.guard = guard;
        this.input = input;
        this.tar = new TarReader(input);
        this.packed = packed;
        this.stream = stream;
    }

    static LayerPass open(LayerBlob blob, ReadGuard guard, Path temporary) throws IOException {
        return switch (blob.source()) {
            case LayerBlob.Region region -> {
                InputStream start = new RegionStream(region.channel(), region.start(), region.size());
                if (Compression.of(start.readNBytes(Compression.HEAD)) == Compression.NONE) {
                    TarInput input = new ChannelInput(region.channel(), region.start(), region.size());
                    yield new LayerPass(guard, input, Optional.empty(), InputStream.nullInputStream());
                }
                yield stream(new RegionStream(region.channel(), region.start(), region.size()), blob, guard, temporary);
            }
            case LayerBlob.Stream stream -> stream(stream.open(), blob, guard, temporary);
        };
    }

    private static LayerPass stream(InputStream in, LayerBlob blob, ReadGuard guard, Path temporary)
            throws IOException {
        try {
            PackedStream packed =
                    new PackedStream(in, blob.digest().map(Digest::algorithm).orElse("sha256"), guard);
            byte[] head = packed.readNBytes(Compression.HEAD);
            InputStream whole = new Prefixed(head, packed);
            InputStream unpacked = new UnpackedStream(Compression.of(head).unpack(whole), packed, guard);
            return new LayerPass(guard, new StreamInput(unpacked, temporary), Optional.of(packed), unpacked);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Moves to the next entry that may be believed. */
    boolean next() throws IOException {
        guard.checkStopped();
        if (++entries > Limits.LAYER_ENTRIES) {
            throw new TarException("holds more than " + Limits.LAYER_ENTRIES + " files");
        }
        boolean more = tar.next();
        if (packed.isEmpty()) {
            guard.packed(input.position() - told);
            told = input.position();
        }
        return more;
    }

    TarReader tar() {
        return tar;
    }

    /** The digest of the bytes as stored, all of them; empty when what nobody wanted was passed over unread. */
    Optional<Digest> finish() throws IOException {
        return packed.isPresent() ? Optional.of(packed.get().finish()) : Optional.empty();
    }

    @Override
    public void close() {
        try {
            input.release();
            stream.close();
        } catch (IOException e) {
            // Everything wanted has been read.
        }
    }

    /** Gives back the bytes that were looked at, then the rest. */
    static final class Prefixed extends InputStream {
        private final byte[] head;
        private final InputStream rest;
        private int at;

        Prefixed(byte[] head, InputStream rest) {
            this.head = head;
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            return at < head.length ? head[at++] & 0xff : rest.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (at == head.length) {
                return rest.read(into, offset, length);
            }
            int part = Math.min(length, head.length - at);
            System.arraycopy(head, at, into, offset, part);
            at += part;
            return part;
        }

        @Override
        public void close() throws IOException {
            rest.close();
        }
    }
}
