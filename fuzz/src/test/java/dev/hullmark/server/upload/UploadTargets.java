package dev.hullmark.server.upload;

import dev.hullmark.fuzz.Target;
import dev.hullmark.server.http.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;

/** What is sent to a server as a bill of materials, packed or not. */
public final class UploadTargets {
    private UploadTargets() {}

    public static Target upload() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return Target.ofText(
                "server-upload",
                input -> understood(input, folder),
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"type\":\"library\",\"name\":\"a\","
                        + "\"version\":\"1\",\"purl\":\"pkg:npm/a@1\"}]}");
    }

    /** What is refused is refused with words. */
    private static boolean understood(byte[] input, Path folder) throws IOException {
        try {
            return !Upload.read(file -> Upload.copy(new ByteArrayInputStream(input), file), folder)
                    .inventory()
                    .packages()
                    .isEmpty();
        } catch (Refused e) {
            return false;
        }
    }
}
