package dev.hullmark.catalog.rust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;

/** Small executables that carry what cargo-auditable leaves. */
public final class RustSeeds {
    private RustSeeds() {}

    public static byte[][] all() {
        try {
            byte[] section = AuditedFile.packed(
                    "{\"packages\":[{\"name\":\"app\",\"version\":\"1.0.0\",\"source\":\"local\",\"dependencies\":[1],\"root\":true},{\"name\":\"cc\",\"version\":\"1\",\"source\":\"crates.io\",\"kind\":\"build\"}]}");
            return new byte[][] {
                AuditedFile.elf(true, ByteOrder.LITTLE_ENDIAN, section),
                AuditedFile.elf(false, ByteOrder.BIG_ENDIAN, section)
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
