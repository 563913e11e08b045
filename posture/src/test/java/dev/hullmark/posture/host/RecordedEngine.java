package dev.hullmark.posture.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Answers what an engine of that version answered, on a port of the loopback interface or at a socket. */
final class RecordedEngine implements AutoCloseable {
    private final HttpServer server;
    private final String version;
    private SocketRelay relay = SocketRelay.NONE;
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    RecordedEngine(String product, String version) throws IOException {
        this.version = version;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Api-Version", version);
            exchange.getResponseHeaders().add("Server", product);
            answer(exchange);
        });
        server.start();
        json("/containers/json?all=true", "[]");
        json("/images/json", "[]");
        json("/networks", "[]");
    }

    /** A running container called web, by its recorded inspection. */
    static RecordedEngine with(String product, String version, String info, String container) throws IOException {
        return new RecordedEngine(product, version)
                .json("/info", resource(info))
                .json(
                        "/containers/json?all=true",
                        "[{\"Id\":\"c1\",\"Names\":[\"/web\"],\"State\":\"running\",\"ImageID\":\"sha256:i1\"}]")
                .json(
                        "/containers/c1/json",
                        resource(container).replaceFirst("\"Id\": \"[0-9a-f]+\"", "\"Id\": \"c1\""))
                .json(
                        "/containers/c1/top",
                        "{\"Titles\":[\"UID\",\"PID\",\"CMD\"],\"Processes\":[[\"root\",\"7\",\"sleep 9\"]]}")
                .json("/images/json", "[{\"Id\":\"sha256:i1\"}]")
                .json("/images/sha256:i1/json", "{\"Id\":\"sha256:i1\",\"RepoTags\":[\"shop:1\"],\"Config\":{}}")
                .json("/images/sha256:i1/history", "[{\"CreatedBy\":\"CMD x\"},{\"CreatedBy\":\"ADD file:1 in / \"}]");
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(RecordedEngine.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RecordedEngine json(String target, String body) {
        answers.put(target, body);
        return this;
    }

    RecordedEngine without(String target) {
        answers.remove(target);
        return this;
    }

    EngineClient client() {
        Path nowhere = Path.of("/nowhere");
        return EngineClient.connect(new EngineEnvironment(
                Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + server.getAddress().getPort()), nowhere, nowhere));
    }

    /** The same at a socket, which is made: what an engine of this machine is usually asked at. */
    EngineClient client(Path socket) {
        Path nowhere = Path.of("/nowhere");
        relay.close();
        try {
            relay = SocketRelay.open(socket, server.getAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return EngineClient.connect(new EngineEnvironment(Map.of("DOCKER_HOST", "unix://" + socket), nowhere, nowhere));
    }

    private void answer(HttpExchange exchange) throws IOException {
        // However ps is asked, what is recorded is what it says.
        String target = exchange.getRequestURI().toString().replaceFirst("\\?ps_args=.*", "");
        String body = target.equals("/_ping")
                ? "OK"
                : answers.getOrDefault(
                        target.startsWith("/v" + version) ? target.substring(version.length() + 2) : target, "");
        byte[] bytes = (body.isEmpty() ? "{\"message\":\"no such\"}" : body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(body.isEmpty() ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        relay.close();
    }
}
