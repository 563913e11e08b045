package dev.hullmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.hullmark.engine.Pem;
import dev.hullmark.model.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry over TLS whose authority nobody knows, made with OpenSSL. */
class RegistryTlsTest {
    private static final char[] NO_PASSWORD = {};

    private final SmallImage image = new SmallImage("hello");

    @TempDir
    Path dir;

    private Optional<HttpsServer> server = Optional.empty();

    @BeforeEach
    void certificates() throws IOException, InterruptedException {
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=ca -keyout ca.key -out ca.crt");
        Files.writeString(dir.resolve("san"), "subjectAltName=IP:127.0.0.1\n");
        for (String name : List.of("server", "client")) {
            openssl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=" + name + " -keyout " + name
                    + ".key -out " + name + ".csr");
            openssl("x509 -req -in " + name + ".csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile san -out "
                    + name + ".crt");
        }
    }

    private void openssl(String arguments) throws IOException, InterruptedException {
        try {
            List<String> command = new java.util.ArrayList<>(List.of("openssl"));
            command.addAll(List.of(arguments.split(" ")));
            Process process = new ProcessBuilder(command)
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("log").toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .describedAs(Files.readString(dir.resolve("log")))
                    .isZero();
        } catch (IOException e) {
            assumeTrue(false, "openssl is not installed");
        }
    }

    private String start(boolean wantsClient) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "own",
                Pem.privateKey(dir.resolve("server.key")),
                NO_PASSWORD,
                Pem.certificates(dir.resolve("server.crt")).toArray(Certificate[]::new));
        store.setCertificateEntry(
                "ca", Pem.certificates(dir.resolve("ca.crt")).iterator().next());
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, NO_PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = context.getDefaultSSLParameters();
                ssl.setNeedClientAuth(wantsClient);
                parameters.setSSLParameters(ssl);
            }
        });
        https.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] body = path.contains("/manifests/")
                    ? image.manifest
                    : path.endsWith(Digest.of(image.config).toString()) ? image.config : new byte[0];
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        https.start();
        server = Optional.of(https);
        return "127.0.0.1:" + https.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.ifPresent(https -> https.stop(0));
    }

    private void open(String host, Optional<Path> authorities, Map<String, String> environment) throws IOException {
        try (FakeRegistry patience = new FakeRegistry()) {
            RegistrySettings s = patience.settings(dir);
            RegistrySettings settings = new RegistrySettings(
                    s.connect(), s.answer(), s.idle(), s.pace(), s.pauses(), environment, dir.resolve("home"));
            OpenOptions options = new OpenOptions(
                    Optional.empty(),
                    dir.resolve("tmp"),
                    Progress.NONE,
                    false,
                    false,
                    new RegistryOptions(List.of(), List.of(), authorities),
                    ReadBudget.DEFAULT);
            RegistryImages.open(host + "/app:1", options, settings).close();
        }
    }

    private Path certsD(String host) throws IOException {
        return Files.createDirectories(dir.resolve("home/.config/containers/certs.d/" + host));
    }

    @Test
    void trustsWhatTheUserTrusts() throws IOException, GeneralSecurityException {
        String host = start(false);
        Path ca = dir.resolve("ca.crt");
        assertThatThrownBy(() -> open(host, Optional.empty(), Map.of())).hasMessageContaining("--ca-cert");
        open(host, Optional.of(ca), Map.of());
        open(host, Optional.empty(), Map.of("SSL_CERT_FILE", ca.toString()));
        Files.copy(ca, certsD(host).resolve("ca.crt"));
        open(host, Optional.empty(), Map.of());
    }

    @Test
    void showsTheClientsCertificateOfThisHostAlone() throws IOException, GeneralSecurityException {
        String host = start(true);
        assertThatThrownBy(() -> open(host, Optional.of(dir.resolve("ca.crt")), Map.of()))
                .isInstanceOf(RegistryException.class);
        Path own = certsD(host);
        Files.copy(dir.resolve("ca.crt"), own.resolve("ca.crt"));
        Files.copy(dir.resolve("client.crt"), own.resolve("client.cert"));
        Files.copy(dir.resolve("client.key"), own.resolve("client.key"));
        open(host, Optional.empty(), Map.of());
    }

    @Test
    void saysWhichFileIsOfNoUse() throws IOException, GeneralSecurityException {
        String host = start(false);
        assertThatThrownBy(() -> open(host, Optional.of(dir.resolve("none.pem")), Map.of()))
                .hasMessageContaining("none.pem")
                .hasMessageContaining("can't be used");
        Files.writeString(dir.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> open(host, Optional.of(dir.resolve("broken.pem")), Map.of()))
                .hasMessageContaining("broken.pem");
        Files.writeString(certsD(host).resolve("client.cert"), "nothing");
        assertThatThrownBy(() -> open(host, Optional.empty(), Map.of())).hasMessageContaining("certs.d");
    }
}
