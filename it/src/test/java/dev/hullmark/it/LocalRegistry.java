package dev.hullmark.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The reference registry ({@code docker-registry}) on a loopback port, with one repository, {@code app}. */
final class LocalRegistry implements AutoCloseable {
    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String host;

    private LocalRegistry(Process process, String host) {
        this.process = process;
        this.host = host;
    }

    static LocalRegistry start(Path dir) throws IOException, InterruptedException {
        return start(dir, freeAddress(), "");
    }

    /** An address of this machine that nobody listens on. */
    static String freeAddress() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + free.getLocalPort();
        }
    }

    /** @param settings more lines of its configuration */
    static LocalRegistry start(Path dir, String host, String settings) throws IOException, InterruptedException {
        Path config = Files.writeString(
                dir.resolve("registry.yml"),
                "version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: " + dir.resolve("data")
                        + "}}\nhttp: {addr: \"" + host + "\"}\n" + settings);
        LocalRegistry registry = new LocalRegistry(process(config, dir.resolve("log")), host);
        for (int i = 0; i < 200 && !registry.answers(); i++) {
            Thread.sleep(100);
        }
        return registry;
    }

    private static Process process(Path config, Path log) throws IOException {
        try {
            return new ProcessBuilder("docker-registry", "serve", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "docker-registry is not installed");
            throw e;
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return get("/v2/").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    String host() {
        return host;
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + host + path))
                        .header("Accept", MANIFEST + "," + INDEX)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private void put(String path, String type, byte[] bytes) throws IOException, InterruptedException {
        URI uri = URI.create(path.startsWith("http") ? path : "http://" + host + path);
        HttpResponse<Void> answer = client.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", type)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    /** Returns the digest. */
    String blob(byte[] bytes) throws IOException, InterruptedException {
        return blob("app", bytes);
    }

    private String blob(String repository, byte[] bytes) throws IOException, InterruptedException {
        String to = client.send(
                        HttpRequest.newBuilder(URI.create("http://" + host + "/v2/" + repository + "/blobs/uploads/"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        put(to + (to.contains("?") ? "&" : "?") + "digest=" + digest(bytes), "application/octet-stream", bytes);
        return digest(bytes);
    }

    /** Pushes an image for linux on amd64 of the given layers, plain tars, base first. Returns its digest. */
    String image(String repository, String tag, byte[]... layers) throws IOException, InterruptedException {
        List<String> diffIds = new ArrayList<>();
        List<String> described = new ArrayList<>();
        for (byte[] layer : layers) {
            diffIds.add("\"" + digest(layer) + "\"");
            described.add(pushed(repository, "application/vnd.oci.image.layer.v1.tar", layer));
        }
        byte[] config = ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{},\"rootfs\":{\"diff_ids\":["
                        + String.join(",", diffIds) + "]},\"history\":[]}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] manifest = ("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":"
                        + pushed(repository, "application/vnd.oci.image.config.v1+json", config) + ",\"layers\":["
                        + String.join(",", described) + "]}")
                .getBytes(StandardCharsets.UTF_8);
        put("/v2/" + repository + "/manifests/" + tag, MANIFEST, manifest);
        return digest(manifest);
    }

    /** Pushes a blob; how a manifest names it. */
    private String pushed(String repository, String type, byte[] bytes) throws IOException, InterruptedException {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + blob(repository, bytes) + "\",\"size\":" + bytes.length
                + "}";
    }

    /** Puts a manifest under a tag, or its digest when that is "". Returns the digest. */
    String manifest(String tag, byte[] bytes) throws IOException, InterruptedException {
        return manifest(tag, MANIFEST, bytes);
    }

    String manifest(String tag, String type, byte[] bytes) throws IOException, InterruptedException {
        put("/v2/app/manifests/" + (tag.isEmpty() ? digest(bytes) : tag), type, bytes);
        return digest(bytes);
    }

    static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        client.close();
    }
}
