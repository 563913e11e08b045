package dev.hullmark.ship;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A real HTTP server on loopback that keeps what it gets and answers what it is told to. */
final class Receiver implements AutoCloseable {
    final List<Map<String, String>> headers = Collections.synchronizedList(new ArrayList<>());
    final List<String> bodies = Collections.synchronizedList(new ArrayList<>());

    private final HttpServer server;

    Receiver(int status, String answer, Map<String, String> with) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Map<String, String> got = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> got.put(name, values.getFirst()));
            headers.add(got);
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            with.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** By a name that only these tests know. */
    URI url() {
        return URI.create("http://receiver.example:" + server.getAddress().getPort() + "/hook?key=s%20ecret");
    }

    /** Every host is this machine. */
    static InetAddress here(String host, int port) {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
