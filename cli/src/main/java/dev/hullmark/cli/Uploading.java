package dev.hullmark.cli;

import dev.hullmark.model.Inventory;
import dev.hullmark.sbom.InventoryJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** Sends inventories to a server. */
final class Uploading {
    private static final String SCHEMELESS = "[^A-Za-z0-9._/:@~+-]";

    private Uploading() {}

    /**
     * @param name as the server is to call it; "" for the subject's own
     * @param about what else is said: {@code config}, {@code source}
     * @return what the server answers; see docs/pipelines.md
     */
    static JsonNode send(ServerClient client, Inventory inventory, String name, Map<String, String> about) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("name", named(name.isEmpty() ? inventory.subject().name() : name));
        query.put("digest", inventory.subject().digest());
        query.putAll(about);
        return client.post("/api/v1/inventories", query, "application/gzip", packed(inventory));
    }

    /** A name as servers take it, of whatever a target is called. */
    private static String named(String name) {
        String clean = name.replaceAll(SCHEMELESS, "-");
        return clean.length() > 300 ? clean.substring(0, 300) : clean;
    }

    private static byte[] packed(Inventory inventory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            InventoryJson.write(inventory, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
