package dev.hullmark.ship;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connecting to a checked address leaves TLS as it is: the certificate is to be that of the host's name. */
class HttpsTest {
    @TempDir
    private Path dir = Path.of("");

    @Test
    void theCertificateIsAskedForTheHostsName() throws Exception {
        KeyStore store = Certificates.store(Certificates.file(dir, "receiver.example"));
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(Certificates.context(store)));
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            assertThat(post("receiver.example", port)).as("trusted by nobody").isInstanceOf(Outcome.Later.class);
            Certificates.trusting(store, () -> {
                assertThat(post("other.example", port)).as("of another host").isInstanceOf(Outcome.Later.class);
                assertThat(post("127.0.0.1", port)).as("of no host").isInstanceOf(Outcome.Later.class);
                assertThat(heard).isEmpty();
                assertThat(post("receiver.example", port)).isEqualTo(new Outcome.Delivered("204"));
            });
            assertThat(heard).containsExactly("receiver.example:" + port);
        } finally {
            server.stop(0);
        }
    }

    private static Outcome post(String host, int port) {
        URI url = URI.create("https://" + host + ":" + port + "/");
        return Sink.of(
                        new SinkSettings.Slack(url),
                        (name, p) -> InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1}))
                .send(HttpSinksTest.message(1));
    }
}
