package dev.hullmark.server;

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
import java.util.function.Function;
import java.util.stream.Collectors;

/** The reference registry ({@code docker-registry}) on a loopback port, with whatever settings, and its access log. */
public final class TestRegistry implements AutoCloseable {
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String host;
    private final Path log;
    private final Function<String, String> authorization;

    private TestRegistry(Process process, String host, Path log, Function<String, String> authorization) {
        this.process = process;
        this.host = host;
        this.log = log;
        this.authorization = authorization;
    }

    public static String freeAddress() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + free.getLocalPort();
        }
    }

    /**
     * @param settings more lines of its configuration
     * @param authorization the header's value for a repository; "" for none
     */
    public static TestRegistry start(Path dir, String host, String settings, Function<String, String> authorization)
            throws IOException, InterruptedException {
        Path config = Files.writeString(
                dir.resolve("registry.yml"),
                "version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: " + dir.resolve("registry")
                        + "}, delete: {enabled: true}}\nhttp: {addr: \"" + host + "\"}\n" + settings);
        Path log = dir.resolve("registry.log");
        TestRegistry registry = new TestRegistry(process(config, log), host, log, authorization);
        for (int i = 0; i < 200 && !registry.answers(); i++) {
            Thread.sleep(50);
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
            assumeTrue(false, "docker-registry is not installed (apt-get install docker-registry)");
            throw e;
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return List.of(200, 401)
                    .contains(client.send(
                                    HttpRequest.newBuilder(URI.create("http://" + host + "/v2/"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode());
        } catch (IOException e) {
            return false;
        }
    }

    public String host() {
        return host;
    }

    /** Requests so far that begin so: {@code GET /v2/app/blobs/}. */
    public long requests(String beginning) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("\"" + beginning)).count();
        }
    }

    /** The lines of those requests in the registry's log, for who asks why there were so many. */
    public String logged(String beginning) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("\"" + beginning)).collect(Collectors.joining("\n"));
        }
    }

    /** How often a blob was fetched, from whichever repository. */
    public long fetched(byte[] blob) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("\"GET ") && line.contains("/blobs/" + digest(blob)))
                    .count();
        }
    }

    private HttpRequest.Builder at(String repository, String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : "http://" + host + path));
        String header = authorization.apply(repository);
        return header.isEmpty() ? builder : builder.header("Authorization", header);
    }

    private void put(String repository, String path, String type, byte[] bytes)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                at(repository, path)
                        .header("Content-Type", type)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** Returns the digest. */
    public String blob(String repository, byte[] bytes) throws IOException, InterruptedException {
        String to = client.send(
                        at(repository, "/v2/" + repository + "/blobs/uploads/")
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        put(
                repository,
                to + (to.contains("?") ? "&" : "?") + "digest=" + digest(bytes),
                "application/octet-stream",
                bytes);
        return digest(bytes);
    }

    /** Makes a repository's blob another's too. */
    public void mount(String from, String to, String digest) throws IOException, InterruptedException {
        HttpResponse<Void> answer = client.send(
                at(to, "/v2/" + to + "/blobs/uploads/?mount=" + digest + "&from=" + from)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    private static String described(String type, byte[] bytes) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest(bytes) + "\",\"size\":" + bytes.length + "}";
    }

    public static byte[] config(byte[]... layers) {
        List<String> diffIds = new ArrayList<>();
        for (byte[] layer : layers) {
            diffIds.add("\"" + digest(layer) + "\"");
        }
        return ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{},\"rootfs\":{\"diff_ids\":["
                        + String.join(",", diffIds) + "]},\"history\":[]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] manifest(String configType, byte[] config, byte[]... layers) {
        List<String> described = new ArrayList<>();
        for (byte[] layer : layers) {
            described.add(described("application/vnd.oci.image.layer.v1.tar", layer));
        }
        return ("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":" + described(configType, config)
                        + ",\"layers\":[" + String.join(",", described) + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    public void putManifest(String repository, String tag, String type, byte[] bytes)
            throws IOException, InterruptedException {
        put(repository, "/v2/" + repository + "/manifests/" + tag, type, bytes);
    }

    /** Takes a manifest away, and the tags that stand for it. */
    public void delete(String repository, String digest) throws IOException, InterruptedException {
        HttpResponse<Void> answer = client.send(
                at(repository, "/v2/" + repository + "/manifests/" + digest)
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    /** Pushes an image for linux on amd64 of the given layers, plain tars, base first. Returns its digest. */
    public String image(String repository, String tag, byte[]... layers) throws IOException, InterruptedException {
        for (byte[] layer : layers) {
            blob(repository, layer);
        }
        byte[] config = config(layers);
        blob(repository, config);
        byte[] manifest = manifest(CONFIG, config, layers);
        putManifest(repository, tag, MANIFEST, manifest);
        return digest(manifest);
    }

    public static String digest(byte[] bytes) {
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
