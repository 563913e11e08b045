package dev.hullmark.advisories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A bucket laid out like OSV's, on a server of this machine, or in a folder. */
final class Bucket implements AutoCloseable {
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final HttpServer server;

    /** What goes wrong with the next request for a file. */
    enum Fault {
        CUT,
        LONGER_THAN_SENT,
        STALL,
        ERROR,
        ENDLESS
    }

    Bucket() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void fail(String path, Fault fault) {
        faults.put(path, fault);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8)
                .substring(1);
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(range == null ? path : path + " " + range);
        byte[] body = files.get(path);
        try (exchange) {
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String etag = "\"" + Integer.toHexString(Arrays.hashCode(body)) + "\"";
            exchange.getResponseHeaders().set("ETag", etag);
            Fault fault = faults.remove(path);
            if (fault != null) {
                fault(exchange, fault, body);
            } else if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else if (range != null && etag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
                int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
                exchange.sendResponseHeaders(206, body.length - from);
                exchange.getResponseBody().write(body, from, body.length - from);
            } else {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static void fault(HttpExchange exchange, Fault fault, byte[] body) throws IOException {
        switch (fault) {
            case ERROR -> exchange.sendResponseHeaders(503, -1);
            case CUT -> {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
            }
            case LONGER_THAN_SENT -> {
                exchange.sendResponseHeaders(200, body.length + 1000L);
                exchange.getResponseBody().write(body);
                exchange.getResponseBody().flush();
            }
            case STALL -> {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body, 0, 1);
                exchange.getResponseBody().flush();
                try {
                    Thread.sleep(3_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            case ENDLESS -> {
                exchange.sendResponseHeaders(200, 0);
                byte[] chunk = new byte[1 << 16];
                try (OutputStream out = exchange.getResponseBody()) {
                    while (true) {
                        out.write(chunk);
                    }
                }
            }
        }
    }

    /** Puts an ecosystem's records, by id, with its list of changes and each record by itself. */
    void put(String ecosystem, Map<String, String> records) {
        files.keySet().removeIf(path -> path.startsWith(ecosystem + "/"));
        files.put(ecosystem + "/all.zip", zip(records));
        List<String> rows = new ArrayList<>();
        records.forEach((id, json) -> {
            files.put(ecosystem + "/" + id + ".json", json.getBytes(StandardCharsets.UTF_8));
            int at = json.indexOf("\"modified\":\"") + "\"modified\":\"".length();
            rows.add(json.substring(at, json.indexOf('"', at)) + "," + id);
        });
        rows.sort((a, b) -> b.compareTo(a));
        files.put(ecosystem + "/modified_id.csv", (String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Copies what is served to a folder. */
    void save(Path dir) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!file.getKey().endsWith(".json") || file.getKey().startsWith("known")) {
                Path path = dir.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        }
    }

    static byte[] zip(Map<String, String> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> record : new TreeMap<>(records).entrySet()) {
                out.putNextEntry(new ZipEntry(record.getKey() + ".json"));
                out.write(record.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    static String record(String id, String modified, String ecosystem, String name, String fixed) {
        return """
                {"schema_version":"1.7.0","id":"%s","modified":"%s","summary":"about %s",
                "affected":[{"package":{"ecosystem":"%s","name":"%s"},
                "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"%s"}]}]}]}
                """.formatted(id, modified, name, ecosystem, name, fixed);
    }

    /** Many records of one ecosystem, with ids {@code PREFIX-0} … */
    static Map<String, String> records(String ecosystem, int count) {
        Map<String, String> records = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String id = "X-" + i;
            records.put(id, record(id, "2025-01-01T00:00:0" + i % 10 + "Z", ecosystem, "pkg-" + i, "1." + i));
        }
        return records;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
