package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class RegistryHttpTest {
    /** A server asks registries for months: a client that it closed, certificates and all, must not stay. */
    @Test
    void aClosedClientIsForgotten() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            WeakReference<RegistryHttp> closed = used(uri);
            Instant end = Instant.now().plus(Duration.ofSeconds(20));
            while (closed.get() != null && Instant.now().isBefore(end)) {
                System.gc();
                Thread.sleep(50);
            }
            assertThat(closed.get()).isNull();
        } finally {
            server.stop(0);
        }
    }

    private static WeakReference<RegistryHttp> used(URI uri) throws IOException, NoSuchAlgorithmException {
        try (RegistryHttp http = new RegistryHttp(RegistrySettings.ofProcess(), Optional.of(SSLContext.getDefault()));
                RegistryBody body = http.get(uri, Map.of(), Long.MAX_VALUE).body()) {
            assertThat(body.readAllBytes()).hasSize(2);
            return new WeakReference<>(http);
        }
    }
}
