package dev.hullmark.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hullmark.image.Digest;
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

/** The reference registry ({@code docker-registry}) on a loopback port, filled as any client would. */
final class RealRegistry implements AutoCloseable {
    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    final String host;

    RealRegistry(Path dir) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = dir.resolve("registry.yml");
        Files.writeString(
                config,
                "version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: " + dir.resolve("data")
                        + "}}\nhttp: {addr: \"127.0.0.1:" + port + "\"}\n");
        host = "127.0.0.1:" + port;
        process = start(config, dir.resolve("registry.log"));
        for (int i = 0; i < 200 && !answers(); i++) {
            Thread.sleep(100);
        }
    }

    private static Process start(Path config, Path log) throws IOException {
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
            return client.send(request("/v2/").build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : "http://" + host + path));
    }

    private HttpResponse<Void> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isBetween(200, 299);
        return answer;
    }

    /** Puts a blob into the repository {@code app}. */
    Digest blob(byte[] bytes) throws IOException, InterruptedException {
        Digest digest = Digest.of(bytes);
        HttpRequest begin = request("/v2/app/blobs/uploads/")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        String to = send(begin).headers().firstValue("Location").orElseThrow();
        send(request(to + (to.contains("?") ? "&" : "?") + "digest=" + digest)
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build());
        return digest;
    }

    /** Puts a manifest into the repository {@code app}, under this tag or, when it is "", its digest. */
    Digest manifest(String tag, String type, String json) throws IOException, InterruptedException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        send(request("/v2/app/manifests/" + (tag.isEmpty() ? Digest.of(bytes) : tag))
                .header("Content-Type", type)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build());
        return Digest.of(bytes);
    }

    /** An image that differs by this text. */
    Digest image(String tag, String text) throws IOException, InterruptedException {
        byte[] config = ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{\"User\":\"" + text
                        + "\"},\"rootfs\":{\"diff_ids\":[]},\"history\":[]}")
                .getBytes(StandardCharsets.UTF_8);
        return manifest(
                tag,
                MANIFEST,
                "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST
                        + "\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
                        + blob(config) + "\",\"size\":" + config.length + "},\"layers\":[]}");
    }

    /** A descriptor of something of this type. */
    static String descriptor(String type, Digest digest, int size, String more) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size + more + "}";
    }

    @Override
    public void close() {
        process.destroy();
        client.close();
    }
}
