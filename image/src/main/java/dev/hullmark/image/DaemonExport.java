package dev.hullmark.image;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineException;
import dev.hullmark.engine.EngineImage;
import dev.hullmark.model.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The export of one image (GET /images/NAME/get): the tar of {@code docker save} in one of its forms. Read once as it
 * streams; only when a link leads to what had already gone by is it asked for once more, into a temporary file.
 */
final class DaemonExport {
    private final EngineClient engine;
    private final EngineImage image;
    private final OpenOptions options;
    private Optional<TarMembers> spooled = Optional.empty();

    DaemonExport(EngineClient engine, EngineImage image, OpenOptions options) {
        this.engine = engine;
        this.image = image;
        this.options = options;
    }

    /** From its start. */
    DaemonPass pass() {
        return new DaemonPass(this, open(), options.temporary());
    }

    private InputStream open() {
        InputStream in;
        try {
            in = engine.export(image.id(), image.platform());
        } catch (EngineException e) {
            // An engine may hold a single image and still refuse its platform as it names it itself.
            in = engine.export(image.id(), "");
        }
        return new Unbroken(in, engine.place());
    }

    /** A layer that was not read in the pass, as the temporary file has it. */
    LayerBlob again(Layer layer) {
        LayerBlob.Stream bytes = () -> unpacked(again(layer.info().index()));
        return new LayerBlob(layer, 0, Optional.empty(), bytes);
    }

    private InputStream again(int index) throws IOException {
        byte[] manifest = spool().read("manifest.json", Limits.MANIFEST).orElse(new byte[0]);
        for (Json one : Json.parse(manifest).orElse(Json.NOTHING).items()) {
            List<String> names = one.get("Layers").texts();
            if (names.size() == image.layers().size()) {
                return again(names.get(index));
            }
        }
        throw new IOException("the engine's export does not name it");
    }

    /** A member, as the temporary file has it. */
    InputStream again(String name) throws IOException {
        LayerBlob.Region region =
                spool().find(name).orElseThrow(() -> new IOException("the engine's export no longer holds it"));
        return new RegionStream(region.channel(), region.start(), region.size());
    }

    private TarMembers spool() throws IOException {
        if (spooled.isEmpty()) {
            FileChannel file = TemporaryFile.open(options.temporary());
            try (InputStream in = open()) {
                TemporaryFile.checkRoom(options.temporary(), image.size());
                byte[] buffer = new byte[256 * 1024];
                long size = 0;
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    TemporaryFile.write(options.temporary(), file, ByteBuffer.wrap(buffer, 0, read), size);
                    size += read;
                    if (size > 2 * image.size() + Limits.GIB) {
                        throw new IOException("the engine's export is far larger than the image");
                    }
                }
                spooled = Optional.of(TarMembers.of(file, Path.of("export")));
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        }
        return spooled.get();
    }

    void close() {
        try {
            if (spooled.isPresent()) {
                spooled.get().close();
            }
        } catch (IOException e) {
            // It was ours and is gone.
        }
    }

    /** With its store of old an engine exports layers unpacked, with containerd's as they were pulled. */
    InputStream unpacked(InputStream in) throws IOException {
        ReadGuard alone = new ReadGuard(Progress.NONE, "", 0, options.budget());
        PackedStream packed = new PackedStream(in, "sha256", alone);
        byte[] head = packed.readNBytes(Compression.HEAD);
        InputStream whole = new LayerPass.Prefixed(head, packed);
        Compression compression = Compression.of(head);
        return compression == Compression.NONE
                ? new LayerPass.Prefixed(head, in)
                : new UnpackedStream(compression.unpack(whole), packed, alone);
    }

    /** The engine's stream, whose end before its time ends the scan: it is no fault of a layer. */
    private static final class Unbroken extends InputStream {
        private final InputStream in;
        private final String place;

        Unbroken(InputStream in, String place) {
            this.in = in;
            this.place = place;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            try {
                return in.read(into, offset, length);
            } catch (IOException e) {
                throw new ImageException(
                        "The engine at " + place + " broke off the export of the image: " + Errors.reason(e)
                                + "; scan again.",
                        e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
