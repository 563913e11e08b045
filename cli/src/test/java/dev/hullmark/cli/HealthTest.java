package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.HullmarkServer;
import dev.hullmark.server.ServerOptions;
import dev.hullmark.server.http.Web;
import dev.hullmark.server.watch.Watched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a server answers, asked of real ones. */
class HealthTest {
    @TempDir
    private Path dir = Path.of("");

    @Test
    void oneThatRunsAnswersAtItsAddressAndAtAll() {
        try (HullmarkServer server = start(Optional.empty())) {
            int port = URI.create(server.address()).getPort();

            assertThat(Health.answers("127.0.0.1", port, Optional.empty())).isTrue();
            assertThat(Health.answers("0.0.0.0", port, Optional.empty())).isTrue();
        }
    }

    @Test
    void overTlsTheCertificateHasToBeItsOwn() throws Exception {
        Web.Identity own = identity("own");
        try (HullmarkServer server = start(Optional.of(own))) {
            int port = URI.create(server.address()).getPort();

            assertThat(Health.answers("0.0.0.0", port, Optional.of(own.certificate())))
                    .isTrue();
            assertThat(Health.answers(
                            "0.0.0.0", port, Optional.of(identity("other").certificate())))
                    .isFalse();
            assertThat(Health.answers("0.0.0.0", port, Optional.empty())).isFalse();
        }
    }

    @Test
    void noneAndOneThatHangsUpAreNotWell() throws Exception {
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
            Thread hangsUp = Thread.ofVirtual().start(() -> {
                try (Socket _ = other.accept()) {
                    // and nothing is said
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(Health.answers("127.0.0.1", port, Optional.empty())).isFalse();
            hangsUp.join();
        }
        assertThat(Health.answers("127.0.0.1", port, Optional.empty())).isFalse();
    }

    private HullmarkServer start(Optional<Web.Identity> tls) {
        return HullmarkServer.start(new ServerOptions(
                "127.0.0.1",
                0,
                dir.resolve("data"),
                Optional.empty(),
                List.of(),
                Duration.ofHours(1),
                Optional.of(dir.resolve("token")),
                tls,
                Optional.empty(),
                Duration.ofHours(1),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Watched.ALL,
                1L << 30,
                false));
    }

    private Web.Identity identity(String name) throws Exception {
        Path chain = dir.resolve(name + ".pem");
        Path key = dir.resolve(name + ".key");
        String words =
                "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout " + key + " -out " + chain;
        Process openssl = new ProcessBuilder(("openssl " + words).split(" ", -1))
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve(name + ".out").toFile())
                .start();
        assertThat(openssl.waitFor()).isZero();
        return new Web.Identity(chain, key);
    }
}
