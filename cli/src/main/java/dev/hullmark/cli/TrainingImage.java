package dev.hullmark.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small image with a package of every kind, for the training run: as docker archive and as OCI layout. */
final class TrainingImage {
    private static final int BLOCK = 512;

    private TrainingImage() {}

    /** Writes {@code image.tar} (docker archive) and {@code layout/} (OCI, gzip layer) into {@code directory}. */
    static void write(Path directory) throws IOException {
        byte[] layer = layer();
        String diffId = sha256(layer);
        byte[] config =
                text("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"User\":\"app\",\"Env\":[\"A=b\"]},"
                        + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:" + diffId + "\"]},"
                        + "\"history\":[{\"created_by\":\"COPY . /\"}]}");

        Tar archive = new Tar();
        archive.file("layer/layer.tar", layer);
        archive.file("config.json", config);
        archive.file(
                "manifest.json",
                text("[{\"Config\":\"config.json\",\"RepoTags\":[\"training:1\"],\"Layers\":[\"layer/layer.tar\"]}]"));
        Files.write(directory.resolve("image.tar"), archive.bytes());

        Path layout = directory.resolve("layout");
        Path blobs = Files.createDirectories(layout.resolve("blobs/sha256"));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(layer);
        }
        String layerBlob = blob(blobs, zipped.toByteArray(), "application/vnd.oci.image.layer.v1.tar+gzip");
        String configBlob = blob(blobs, config, "application/vnd.oci.image.config.v1+json");
        String manifest = blob(
                blobs,
                text("{\"schemaVersion\":2,\"config\":" + configBlob + ",\"layers\":[" + layerBlob + "]}"),
                "application/vnd.oci.image.manifest.v1+json");
        Files.write(layout.resolve("index.json"), text("{\"schemaVersion\":2,\"manifests\":[" + manifest + "]}"));
        Files.write(layout.resolve("oci-layout"), text("{\"imageLayoutVersion\":\"1.0.0\"}"));
    }

    private static byte[] layer() throws IOException {
        Tar layer = new Tar();
        layer.file("etc/os-release", text("ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n"));
        layer.file("var/lib/dpkg/status", text("""
                        Package: bash
                        Status: install ok installed
                        Architecture: amd64
                        Version: 4.2-1

                        Package: libssl3
                        Status: install ok installed
                        Architecture: amd64
                        Source: openssl (1.0.1e-2)
                        Version: 1.0.1e-2

                        """));
        layer.file("var/lib/dpkg/info/bash.list", text("/.\n/bin\n/bin/bash\n"));
        layer.file("lib/apk/db/installed", text("P:musl\nV:1.2.3-r0\nA:x86_64\no:musl\nL:MIT\nF:lib\nR:ld.so\n\n"));
        layer.file(
                "srv/app/node_modules/lodash/package.json",
                text("{\"name\":\"lodash\",\"version\":\"4.17.15\",\"license\":\"MIT\"}"));
        layer.file(
                "usr/lib/python3/dist-packages/Jinja2-2.10.dist-info/METADATA",
                text("Metadata-Version: 2.1\nName: Jinja2\nVersion: 2.10\nLicense: BSD\n\nText\n"));
        layer.file("opt/log4j-core-2.14.1.jar", jar());
        layer.file("usr/bin/tool", new byte[4096]);
        layer.file("srv/app/.env", text("DATABASE_URL=postgres://app:" + "k3jX9sQ2vLw8" + "@db/app\n"));
        return layer.bytes();
    }

    private static byte[] jar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(
                    text("Manifest-Version: 1.0\r\nImplementation-Title: log4j\r\nImplementation-Version: 2.14.1\r\n"));
            zip.putNextEntry(new ZipEntry("META-INF/maven/org.apache.logging.log4j/log4j-core/pom.properties"));
            zip.write(text("groupId=org.apache.logging.log4j\nartifactId=log4j-core\nversion=2.14.1\n"));
            zip.putNextEntry(new ZipEntry("org/apache/logging/log4j/core/Core.class"));
            zip.write(new byte[64]);
        }
        return bytes.toByteArray();
    }

    private static String blob(Path blobs, byte[] content, String mediaType) throws IOException {
        String digest = sha256(content);
        Files.write(blobs.resolve(digest), content);
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"sha256:" + digest + "\",\"size\":" + content.length
                + "}";
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The least of a ustar archive. */
    private static final class Tar {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void file(String name, byte[] content) {
            byte[] header = new byte[BLOCK];
            put(header, 0, name);
            put(header, 100, "0000755");
            put(header, 108, "0000000");
            put(header, 116, "0000000");
            put(header, 124, octal(content.length));
            put(header, 136, octal(0));
            put(header, 148, "        ");
            header[156] = '0';
            put(header, 257, "ustar");
            put(header, 263, "00");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xff;
            }
            put(header, 148, octal(sum).substring(5));
            header[154] = 0;
            out.writeBytes(header);
            out.writeBytes(content);
            out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        }

        byte[] bytes() {
            out.writeBytes(new byte[2 * BLOCK]);
            return out.toByteArray();
        }

        private static void put(byte[] header, int at, String value) {
            byte[] bytes = text(value);
            System.arraycopy(bytes, 0, header, at, bytes.length);
        }

        private static String octal(int value) {
            String digits = Integer.toOctalString(value);
            return "0".repeat(11 - digits.length()) + digits;
        }
    }
}
