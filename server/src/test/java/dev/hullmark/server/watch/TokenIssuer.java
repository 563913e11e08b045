package dev.hullmark.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A token service as the reference registry trusts it (its docs, "Token Authentication"): JWTs signed with the key of a
 * certificate in its root bundle. Who shows the password may pull, and list the catalogue; nobody else anything.
 */
final class TokenIssuer implements AutoCloseable {
    private static final String SERVICE = "the-registry";
    private static final String ISSUER = "the-issuer";
    private static final char[] SECRET = "changeit".toCharArray();

    private final HttpServer server;
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Path bundle;
    private final String basic;

    private TokenIssuer(HttpServer server, PrivateKey key, X509Certificate certificate, Path bundle, String basic) {
        this.server = server;
        this.key = key;
        this.certificate = certificate;
        this.bundle = bundle;
        this.basic = basic;
    }

    /** @param basic what a user who may pull shows */
    static TokenIssuer start(Path dir, String basic) throws IOException, InterruptedException {
        try {
            Path store = dir.resolve("issuer.p12");
            Files.deleteIfExists(store);
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "issuer",
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-dname",
                            "CN=issuer",
                            "-ext",
                            "bc=ca:true",
                            "-validity",
                            "3650",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            new String(SECRET))
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("keytool.log").toFile())
                    .start();
            assertThat(keytool.waitFor()).isZero();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, SECRET);
            }
            X509Certificate certificate = (X509Certificate) keys.getCertificate("issuer");
            Path bundle = Files.writeString(
                    dir.resolve("issuer.pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TokenIssuer issuer =
                    new TokenIssuer(server, (PrivateKey) keys.getKey("issuer", SECRET), certificate, bundle, basic);
            server.createContext("/token", issuer::answer);
            server.start();
            return issuer;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String settings() {
        return "auth:\n  token:\n    realm: http://127.0.0.1:"
                + server.getAddress().getPort()
                + "/token\n    service: " + SERVICE + "\n    issuer: " + ISSUER + "\n    rootcertbundle: " + bundle
                + "\n";
    }

    /** The header of somebody who may push to a repository. */
    String pusher(String repository) {
        return "Bearer " + token(List.of(access("repository", repository, "pull", "push")));
    }

    private static String access(String type, String name, String... actions) {
        return "{\"type\":\"" + type + "\",\"name\":\"" + name + "\",\"actions\":[\"" + String.join("\",\"", actions)
                + "\"]}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean known = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        List<String> granted = new ArrayList<>();
        for (String part : exchange.getRequestURI().getRawQuery().split("&", -1)) {
            String[] scope = URLDecoder.decode(part, StandardCharsets.UTF_8)
                    .replace("scope=", "")
                    .split(":", -1);
            if (known && scope.length == 3 && scope[0].equals("repository")) {
                granted.add(access("repository", scope[1], "pull"));
            } else if (known && scope.length == 3 && scope[0].equals("registry") && scope[1].equals("catalog")) {
                granted.add(access("registry", "catalog", "*"));
            }
        }
        byte[] body = ("{\"token\":\"" + token(granted) + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String token(List<String> access) {
        long now = Instant.now().getEpochSecond();
        try {
            String header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5c\":[\""
                    + Base64.getEncoder().encodeToString(certificate.getEncoded()) + "\"]}";
            String claims = "{\"iss\":\"" + ISSUER + "\",\"sub\":\"me\",\"aud\":\"" + SERVICE + "\",\"exp\":"
                    + (now + 300) + ",\"nbf\":" + (now - 10) + ",\"iat\":" + now + ",\"jti\":\"" + System.nanoTime()
                    + "\",\"access\":[" + String.join(",", access) + "]}";
            String signed =
                    part(header.getBytes(StandardCharsets.UTF_8)) + "." + part(claims.getBytes(StandardCharsets.UTF_8));
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(key);
            rsa.update(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + part(rsa.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
