package dev.hullmark.server.judge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Made-up advisories in OSV's format. */
final class Records {
    private Records() {}

    /** Says that every version of left-pad is bad. */
    static String record(String id, String ecosystem) {
        return "{\"id\":\"" + id + "\",\"modified\":\"2026-01-01T00:00:00Z\",\"summary\":\"made up\","
                + "\"database_specific\":{\"severity\":\"HIGH\"},\"affected\":[{\"package\":{\"ecosystem\":\""
                + ecosystem + "\",\"name\":\"left-pad\"},\"ranges\":[{\"type\":\""
                + (ecosystem.equals("npm") ? "SEMVER" : "ECOSYSTEM") + "\",\"events\":[{\"introduced\":\"0\"}]}]}]}";
    }

    static byte[] zip(String ecosystem, String... ids) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String id : ids) {
                zip.putNextEntry(new ZipEntry(id + ".json"));
                zip.write(record(id, ecosystem).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
