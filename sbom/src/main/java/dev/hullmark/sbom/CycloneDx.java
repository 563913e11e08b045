package dev.hullmark.sbom;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * CycloneDX 1.6 JSON (ECMA-424). What the standard has no word for is in properties named {@code hullmark:…}, so that
 * {@link #read} gives back what {@link #write} was given, but for the image's configuration: it may hold secrets, and
 * bills of materials are published.
 */
public final class CycloneDx {
    /** What every property of ours begins with. */
    static final String OURS = "hullmark:";

    /** The property of ours that holds what was read besides packages, as JSON. */
    static final String FACTS = "facts";

    private CycloneDx() {}

    /** Writes the packages; {@code out} stays open. */
    public static void write(Inventory inventory, Origin origin, OutputStream out) {
        write(inventory, List.of(), origin, out);
    }

    /** Writes the packages and what is wrong with them: vulnerabilities and malware. {@code out} stays open. */
    public static void write(Inventory inventory, List<Finding> findings, Origin origin, OutputStream out) {
        new CycloneDxWriter(inventory, findings, origin).write(out);
    }

    /**
     * Reads CycloneDX JSON of any version, ours or another program's; {@code in} stays open.
     *
     * @throws SbomException when it is something else, too large or broken
     */
    public static Inventory read(InputStream in) {
        return Sboms.guarded(in, "CycloneDX document", json -> new CycloneDxReader().read(json));
    }
}
