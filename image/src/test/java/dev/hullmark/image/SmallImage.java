package dev.hullmark.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** An image made for a test: one layer for each text, holding it as {@code /etc/NUMBER}. */
final class SmallImage {
    final List<byte[]> layers = new ArrayList<>();
    final List<Digest> diffIds = new ArrayList<>();
    final byte[] config;
    final byte[] manifest;

    SmallImage(String... texts) {
        StringBuilder diffs = new StringBuilder();
        StringBuilder descriptors = new StringBuilder();
        StringBuilder history = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            byte[] tar = tar("etc/" + i, texts[i].getBytes(StandardCharsets.UTF_8));
            byte[] packed = gzip(tar);
            layers.add(packed);
            diffIds.add(Digest.of(tar));
            String comma = i == 0 ? "" : ",";
            diffs.append(comma).append('"').append(Digest.of(tar)).append('"');
            history.append(comma).append("{\"created_by\":\"step ").append(i).append("\"}");
            descriptors
                    .append(comma)
                    .append("{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"")
                    .append(Digest.of(packed))
                    .append("\",\"size\":")
                    .append(packed.length)
                    .append('}');
        }
        config = bytes(
                "{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{\"User\":\"me\"},\"rootfs\":{\"diff_ids\":["
                        + diffs + "]},\"history\":[" + history + "]}");
        manifest = bytes(
                "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
                        + Digest.of(config) + "\",\"size\":" + config.length + "},\"layers\":[" + descriptors + "]}");
    }

    Digest digest() {
        return Digest.of(manifest);
    }

    /** Serves it, its manifest under this tag and its digest. */
    FakeRegistry in(FakeRegistry registry, String repository, String tag) {
        registry.on("/v2/" + repository + "/manifests/" + tag, manifest);
        registry.on("/v2/" + repository + "/manifests/" + digest(), manifest);
        registry.on("/v2/" + repository + "/blobs/" + Digest.of(config), config);
        for (byte[] layer : layers) {
            registry.on("/v2/" + repository + "/blobs/" + Digest.of(layer), layer);
        }
        return registry;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A tar with files: names and contents in turn. */
    static byte[] tar(Object... namesAndContents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            byte[] content = (byte[]) namesAndContents[i + 1];
            out.writeBytes(header((String) namesAndContents[i], content.length));
            out.writeBytes(content);
            out.writeBytes(new byte[(512 - content.length % 512) % 512]);
        }
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    private static byte[] header(String name, int size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format(java.util.Locale.ROOT, "%011o", size));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format(java.util.Locale.ROOT, "%06o", sum));
        header[154] = 0;
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
