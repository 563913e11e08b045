package dev.hullmark.catalog;

import dev.hullmark.catalog.apk.ApkCataloger;
import dev.hullmark.fuzz.Target;
import dev.hullmark.image.Entry;
import dev.hullmark.image.InMemory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;

/** A layer's stored facts: a file that another program may have spoiled. */
final class FactsTarget {
    private static final int CRC_AT = 8;
    private static final int BODY_AT = 12;

    private FactsTarget() {}

    static Target target() {
        return Target.of(
                "layer-facts",
                input -> {
                    LayerFacts facts = LayerFactsCodec.decode(mended(input));
                    return !facts.files().isEmpty();
                },
                seed());
    }

    private static byte[] seed() {
        byte[] installed = Target.bytes("P:musl\nV:1.2.5-r0\nL:MIT\nF:usr/lib/node_modules\nR:package.json\n\n");
        LayerScan scan = new LayerScan(List.of(new ApkCataloger()));
        Entry entry = new Entry("lib/apk/db/installed", Entry.Type.FILE, installed.length, 04755, 0, 0, "", 0);
        scan.wants(entry);
        scan.file(entry, new InMemory(installed));
        scan.removed("etc/gone");
        scan.gap("layer:1", "is cut off");
        return LayerFactsCodec.encode(scan.facts());
    }

    /** With the right checksum, which the fuzzer would not guess. */
    private static byte[] mended(byte[] input) {
        byte[] file = input.clone();
        if (file.length >= BODY_AT) {
            CRC32 crc = new CRC32();
            crc.update(file, BODY_AT, file.length - BODY_AT);
            ByteBuffer.wrap(file).putInt(CRC_AT, (int) crc.getValue());
        }
        return file;
    }
}
