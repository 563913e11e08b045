package dev.hullmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.server.work.Context;
import dev.hullmark.store.Database;
import io.helidon.http.Method;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's own TLS. */
class TlsTest {
    @TempDir
    private Path dir = Path.of("");

    private Web.Identity identity() throws Exception {
        Path chain = dir.resolve("chain.pem");
        Path key = dir.resolve("key.pem");
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost",
                        "-keyout",
                        key.toString(),
                        "-out",
                        chain.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("openssl.out").toFile())
                .start();
        assertThat(openssl.waitFor()).isZero();
        return new Web.Identity(chain, key);
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void cookiesAreForTlsAloneAndBrowsersAreToldToKeepToIt() throws Exception {
        Web.Identity identity = identity();
        Entrance entrance = new Entrance(Optional.empty(), List.of(), true);
        SessionCookie cookie = new SessionCookie("hullmark", entrance);
        Routes routes = new Routes().open(Method.GET, "/cookie", (request, response) -> {
            cookie.set(response, "value", Duration.ofHours(1));
            response.send(entrance.origin(request));
        });
        try (Database database = Database.file(dir.resolve("hullmark.db"));
                Web web = new Web(
                        new Access(new Context(database, dir, Clock.systemUTC()), cookie),
                        entrance,
                        routes,
                        (method, route, status, took) -> {},
                        new Problems((request, response, caller, status, sentence) -> response.send()));
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(trusting(identity.certificate()))
                        .build()) {
            String address = "https://localhost:" + web.start("127.0.0.1", 0, Optional.of(identity));
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/cookie")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo(address);
            assertThat(answer.headers().firstValue("Set-Cookie"))
                    .contains("__Host-hullmark=value; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        }
    }
}
