package dev.hullmark.server.images;

import dev.hullmark.model.Inventory;
import dev.hullmark.sbom.CycloneDx;
import dev.hullmark.sbom.InventoryJson;
import dev.hullmark.sbom.Origin;
import dev.hullmark.sbom.Spdx;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** How a bill of materials is written. */
public enum SbomFormat {
    HULLMARK("hullmark", "application/json"),
    CYCLONEDX("cyclonedx", "application/vnd.cyclonedx+json"),
    SPDX("spdx", "application/spdx+json");

    private final String text;
    private final String type;

    SbomFormat(String text, String type) {
        this.text = text;
        this.type = type;
    }

    static Optional<SbomFormat> named(String name) {
        for (SbomFormat format : values()) {
            if (format.text.equals(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** As registries and HTTP call it. */
    public String mediaType() {
        return type;
    }

    public void write(Inventory inventory, OutputStream out, Instant now) {
        Origin origin = new Origin(version(), now);
        switch (this) {
            case HULLMARK -> InventoryJson.write(inventory, out);
            case CYCLONEDX -> CycloneDx.write(inventory, origin, out);
            case SPDX -> Spdx.write(inventory, origin, out);
        }
    }

    void send(Inventory inventory, ServerResponse response, Instant now) {
        response.header(HeaderNames.CONTENT_TYPE, type)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
                .header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"sbom.json\"");
        try (OutputStream out = new BufferedOutputStream(response.outputStream())) {
            write(inventory, out, now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String version() {
        String fromJar = SbomFormat.class.getPackage().getImplementationVersion();
        return fromJar == null ? "0-unpackaged" : fromJar;
    }
}
