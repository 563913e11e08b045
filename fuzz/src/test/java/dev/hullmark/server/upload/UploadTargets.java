package dev.hullmark.server.upload;

import dev.hullmark.fuzz.Target;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;

/** What is sent to a server as a bill of materials, packed or not. */
public final class UploadTargets {
    private UploadTargets() {}

    public static Target upload() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return Target.ofText(
                "server-upload",
                input -> !Upload.read(new ByteArrayInputStream(input), folder)
                        .inventory()
                        .packages()
                        .isEmpty(),
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"type\":\"library\",\"name\":\"a\","
                        + "\"version\":\"1\",\"purl\":\"pkg:npm/a@1\"}]}");
    }
}
