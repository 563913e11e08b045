package dev.hullmark.sbom;

import dev.hullmark.model.Inventory;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * SPDX 2.3 JSON (ISO/IEC 5962). What the standard has no word for is in annotations, so that {@link #read} gives back
 * what {@link #write} was given, but for the image's configuration: it may hold secrets, and bills of materials are
 * published.
 */
public final class Spdx {
    /** What the comment of every annotation of ours begins with; JSON follows. */
    static final String OURS = "hullmark ";

    private Spdx() {}

    /** Writes the packages; {@code out} stays open. */
    public static void write(Inventory inventory, Origin origin, OutputStream out) {
        new SpdxWriter(inventory, origin).write(out);
    }

    /**
     * Reads SPDX 2 JSON, ours or another program's; {@code in} stays open.
     *
     * @throws SbomException when it is something else, too large or broken
     */
    public static Inventory read(InputStream in) {
        return Sboms.guarded(in, "SPDX document", json -> new SpdxReader().read(json));
    }
}
