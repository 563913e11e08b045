package dev.hullmark.catalog.rust;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.JsonFile;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Listed;
import dev.hullmark.catalog.elf.ElfSection;
import dev.hullmark.catalog.zip.RandomBytes;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Rust programs built with cargo-auditable (as several distributions and {@code cargo auditable build} do): the section
 * {@code .dep-v0} holds, as JSON packed by zlib, the crates the program was built from
 * (https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md). Those used for building only are left
 * out, and so are local ones other than the program itself: their names say nothing on crates.io. Other Rust programs
 * do not tell their crates.
 */
public final class RustBinaryCataloger implements Cataloger {
    static final String SECTION = ".dep-v0";

    @Override
    public String name() {
        return "rust";
    }

    @Override
    public String covers() {
        return PackageType.CARGO.purlType();
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        return (entry.type() == Entry.Type.HARD_LINK
                        || (entry.type() == Entry.Type.FILE && entry.size() >= Limits.RUST_SMALLEST))
                && (entry.executable() || entry.path().endsWith(".so"));
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Optional<RandomBytes> packed = ElfSection.find(RandomBytes.of(content), SECTION);
        if (packed.isEmpty()) {
            return;
        }
        if (packed.get().size() > Limits.RUST_AUDIT) {
            throw tooLarge();
        }
        byte[] bytes = packed.get().exactly(0, (int) packed.get().size());
        Listed listed = new Listed(PackageType.CARGO, entry, sink);
        try (InputStream in =
                new Bounded(new InflaterInputStream(new ByteArrayInputStream(bytes)), Limits.RUST_AUDIT)) {
            JsonFile.read(
                    in,
                    parser -> JsonFile.fields(parser, field -> {
                        if (field.equals("packages")) {
                            JsonFile.elements(parser, p -> one(p, listed));
                        } else {
                            parser.skipChildren();
                        }
                    }));
        } catch (ZipException e) {
            throw new IOException("its list of crates is damaged", e);
        }
    }

    private static void one(JsonParser parser, Listed listed) throws IOException {
        String[] name = {""};
        String[] version = {""};
        String[] source = {""};
        boolean[] build = {false};
        boolean[] root = {false};
        JsonFile.fields(parser, field -> {
            switch (field) {
                case "name" -> name[0] = JsonFile.text(parser);
                case "version" -> version[0] = JsonFile.text(parser);
                case "source" -> source[0] = JsonFile.text(parser);
                case "kind" -> build[0] = !JsonFile.text(parser).equals("runtime");
                case "root" -> {
                    root[0] = parser.currentToken() == JsonToken.VALUE_TRUE;
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        });
        if (!build[0] && (root[0] || !source[0].equals("local"))) {
            listed.add(name[0], version[0]);
        }
    }

    private static IOException tooLarge() {
        return new IOException("its list of crates is larger than " + Limits.RUST_AUDIT + " bytes");
    }

    /** Ends with an error where more comes out than the limit, so that a packed bomb costs no more. */
    private static final class Bounded extends java.io.FilterInputStream {
        private long left;

        Bounded(InputStream in, int limit) {
            super(in);
            left = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            left -= Math.max(n, 0);
            if (left < 0) {
                throw tooLarge();
            }
            return n;
        }
    }
}
