package dev.hullmark.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers on a Unix-domain socket with exactly the bytes a test says. */
final class FakeEngine implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Path socket;
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    FakeEngine(Path socket, String apiVersion) throws IOException {
        this.socket = socket;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        raw(
                "/_ping",
                "HTTP/1.1 200 OK\r\nApi-Version: " + apiVersion
                        + "\r\nServer: Docker/99 (linux)\r\nContent-Length: 2\r\n\r\nOK");
        Thread.ofVirtual().start(this::serve);
    }

    /** A 200 with this JSON. */
    FakeEngine json(String target, String json) {
        return raw(
                target,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
    }

    /** These bytes, then the connection's end. */
    FakeEngine raw(String target, String answer) {
        answers.put(target, answer.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    EngineEnvironment environment() {
        Path nowhere = socket.resolveSibling("nowhere");
        return new EngineEnvironment(Map.of("DOCKER_HOST", "unix://" + socket), nowhere, nowhere);
    }

    EngineClient client() {
        return EngineClient.connect(environment());
    }

    private void serve() {
        while (true) {
            try (SocketChannel client = server.accept()) {
                InputStream in = Channels.newInputStream(client);
                OutputStream out = Channels.newOutputStream(client);
                String first = line(in);
                while (!line(in).isEmpty()) {
                    // headers don't matter
                }
                String target = first.split(" ")[1];
                requests.add(first.substring(0, first.lastIndexOf(' ')));
                byte[] missing = "HTTP/1.1 404 Not Found\r\nContent-Length: 22\r\n\r\n{\"message\":\"no such\"}\n"
                        .getBytes(StandardCharsets.UTF_8);
                out.write(answers.getOrDefault(target, missing));
                out.flush();
            } catch (java.nio.channels.ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // the client had enough: the next one
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int b;
        while ((b = in.read()) >= 0 && b != '\n') {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
