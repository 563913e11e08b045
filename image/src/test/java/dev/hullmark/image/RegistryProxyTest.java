package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that lets in only who knows the password, and then says no to everything. */
class RegistryProxyTest {
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private ServerSocket proxy;

    @TempDir
    Path home;

    @BeforeEach
    void start() throws IOException {
        proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!proxy.isClosed()) {
                try (Socket socket = proxy.accept()) {
                    answer(socket);
                } catch (IOException e) {
                    // closed
                }
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    private void answer(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        boolean known = false;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("CONNECT") || line.startsWith("GET")) {
                heard.add(line);
            }
            known |= line.equalsIgnoreCase("Proxy-Authorization: Basic bWU6c2VjcmV0");
        }
        heard.add("known: " + known);
        OutputStream out = socket.getOutputStream();
        out.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void open(String reference, boolean insecure) throws IOException {
        String address = "http://me:secret@127.0.0.1:" + proxy.getLocalPort();
        try (FakeRegistry patience = new FakeRegistry()) {
            RegistrySettings s = patience.settings(home);
            RegistrySettings through = new RegistrySettings(
                    s.connect(),
                    s.answer(),
                    s.idle(),
                    s.pace(),
                    s.pauses(),
                    Map.of("HTTPS_PROXY", address, "HTTP_PROXY", address),
                    home);
            OpenOptions options = new OpenOptions(
                    java.util.Optional.empty(), home, dev.hullmark.model.Progress.NONE, false, insecure);
            assertThatThrownBy(() -> RegistryImages.open(reference, options, through))
                    .isInstanceOf(RegistryException.class)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        }
    }

    @Test
    void tellsTheProxyItsPasswordWhenItOpensATunnel() throws IOException {
        open("registry.example.com/app:1", false);
        assertThat(heard).contains("CONNECT registry.example.com:443 HTTP/1.1", "known: true");
    }
}
