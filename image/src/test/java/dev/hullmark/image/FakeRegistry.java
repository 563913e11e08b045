package dev.hullmark.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry of scripted answers on a loopback port. */
final class FakeRegistry implements AutoCloseable {
    /** What to do with one request. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** One request that came, as a test looks at it. */
    record Request(String line, String authorization, String range) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    FakeRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        on("/v2/", with(200, new byte[0]));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(new Request(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                exchange.getRequestHeaders()
                        .getOrDefault("Authorization", List.of(""))
                        .getFirst(),
                exchange.getRequestHeaders().getOrDefault("Range", List.of("")).getFirst()));
        try (exchange) {
            answers.getOrDefault(path, with(404, SmallImage.bytes("{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}")))
                    .to(exchange);
        }
    }

    FakeRegistry on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    FakeRegistry on(String path, byte[] body) {
        return on(path, with(200, body));
    }

    /** Answers one after the other, the last one for ever. */
    FakeRegistry inTurn(String path, Answer... turns) {
        java.util.concurrent.atomic.AtomicInteger next = new java.util.concurrent.atomic.AtomicInteger();
        return on(path, exchange -> turns[Math.min(next.getAndIncrement(), turns.length - 1)].to(exchange));
    }

    static Answer with(int status, byte[] body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        };
    }

    /** Says it has {@code claimed} bytes, sends {@code body} and breaks off. */
    static Answer claiming(int status, long claimed, byte[] body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, claimed);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        };
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url() {
        return "http://" + host();
    }

    /** Patient for a second at most; a pause between attempts takes no time. */
    RegistrySettings settings(Path home) {
        Duration second = Duration.ofSeconds(1);
        return new RegistrySettings(
                second.multipliedBy(5), second.multipliedBy(5), second, second, pauses::add, Map.of(), home);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
