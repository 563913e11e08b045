package dev.hullmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.judge.Keeping;
import dev.hullmark.server.judge.Knowledge;
import dev.hullmark.server.upload.UploadApi;
import dev.hullmark.server.work.Context;
import dev.hullmark.store.Database;
import dev.hullmark.store.Tokens;
import io.helidon.http.Method;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that sends a byte now and then, for ever. */
class SlowClientTest {
    private static final String TOKEN = "of somebody who is slow";
    private static final Problems NO_PAGES =
            new Problems((request, response, caller, status, sentence) -> response.send());
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir
    private Path dir = Path.of("");

    private interface Work {
        void with(int port) throws IOException, InterruptedException;
    }

    private void serving(Work work) throws IOException, InterruptedException {
        Entrance entrance = new Entrance(Optional.empty(), List.of(), false);
        Routes routes = new Routes()
                .open(
                        Method.POST,
                        "/length",
                        (request, response) -> response.send(Integer.toString(Answers.body(request).length)));
        Path _ = Files.createDirectories(dir.resolve("tmp"));
        try (Database database = Database.file(dir.resolve("hullmark.db"))) {
            Context context = new Context(database, dir, Clock.systemUTC());
            new Tokens(database).add(TOKEN, "slow", Tokens.Role.OPERATOR, Optional.empty(), context.now());
            new UploadApi(context, new Keeping(context, new Knowledge(dir))).routes(routes);
            Access access = new Access(context, new SessionCookie("hullmark", entrance));
            try (Web web = new Web(access, entrance, routes, (method, route, status, took) -> {}, NO_PAGES, PATIENCE)) {
                work.with(web.start("127.0.0.1", 0, Optional.empty()));
            }
        }
    }

    private static Socket begin(int port, String sent) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Sends a letter every so often until the server has had enough; false when it never has. */
    private static boolean drip(Socket socket) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        try {
            socket.setSoTimeout(100);
            while (System.nanoTime() - end < 0) {
                socket.getOutputStream().write('a');
                try {
                    if (socket.getInputStream().read() < 0) {
                        return true;
                    }
                } catch (java.net.SocketTimeoutException e) {
                    // Not yet.
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
                "POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
                "POST /api/v1/inventories?name=a:1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nContent-Length: 100000\r\n\r\n",
                "POST /api/v1/inventories?name=of-nobody:1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
            })
    void itIsCutOff(String begun) throws Exception {
        serving(port -> {
            try (Socket socket = begin(port, begun)) {
                assertThat(drip(socket)).isTrue();
            }
        });
    }

    /** It is told before a byte of the chunk is sent: nothing waits for it in memory. */
    @Test
    void nothingIsTakenInChunks() throws Exception {
        serving(port -> {
            String begun = "POST /length HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n4000000\r\n";
            try (Socket socket = begin(port, begun)) {
                socket.setSoTimeout((int) DEADLINE.toMillis());
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(answer).startsWith("HTTP/1.1 411 ").contains("Connection: close");
            }
        });
    }

    @Test
    void hundredsOfThemKeepNobodyWaiting() throws Exception {
        serving(port -> {
            List<Socket> slow = new ArrayList<>();
            try (HttpClient client = HttpClient.newHttpClient()) {
                for (int i = 0; i < 300; i++) {
                    slow.add(begin(port, "POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na"));
                }
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/length"))
                                .timeout(DEADLINE)
                                .POST(HttpRequest.BodyPublishers.ofString("12345"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.body()).isEqualTo("5");
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }
        });
    }
}
