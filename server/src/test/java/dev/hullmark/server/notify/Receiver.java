package dev.hullmark.server.notify;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes messages on loopback, keeps them, and answers as it is told to. */
final class Receiver implements AutoCloseable {
    /** Deliveries' ids in the order they came. */
    final List<String> ids = Collections.synchronizedList(new ArrayList<>());

    final List<JsonNode> messages = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger status = new AtomicInteger(200);
    final AtomicReference<Map<String, String>> with = new AtomicReference<>(Map.of());
    final AtomicReference<Runnable> before = new AtomicReference<>(() -> {});

    private final HttpServer server;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            ids.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Hullmark-Delivery")));
            messages.add(new JsonMapper().readTree(exchange.getRequestBody().readAllBytes()));
            before.get().run();
            with.get().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            byte[] body = "heard".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/path-secret?token=query-secret";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
