package dev.hullmark.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An OpenID Connect issuer that can be told to misbehave, each way once a test. */
final class TestIssuer implements AutoCloseable {
    static final String CLIENT = "hullmark-test";
    static final String SECRET = "the client's secret";

    /** Ways to be wrong. */
    enum Way {
        HONEST,
        WRONG_NONCE,
        WRONG_AUDIENCE,
        WRONG_ISSUER,
        EXPIRED,
        ALG_NONE,
        ALG_HMAC,
        OTHER_KEY,
        KEYS_ELSEWHERE,
        NAMED_OTHERWISE,
        NONSENSE
    }

    /** What was asked for by an authorization request that was granted. */
    private record Granted(String challenge, String nonce, String redirect) {}

    private final RSAKey key = generate();
    private final RSAKey other = generate();
    private final Map<String, Granted> codes = new HashMap<>();
    private final HttpServer server;
    private volatile Way way = Way.HONEST;
    private volatile List<String> groups = List.of();
    private volatile String name = "eve";

    TestIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, configuration()));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void is(Way wrong) {
        way = wrong;
    }

    void knows(String user, String... memberOf) {
        name = user;
        groups = List.of(memberOf);
    }

    /** Grants what a browser was sent with; the code it comes back with. */
    synchronized String grant(URI request) {
        Map<String, String> asked = fields(request.getRawQuery());
        if (!asked.getOrDefault("code_challenge_method", "").equals("S256")
                || !asked.getOrDefault("client_id", "").equals(CLIENT)
                || !asked.getOrDefault("response_type", "").equals("code")) {
            throw new IllegalStateException("no such request: " + request);
        }
        String code = "code" + codes.size() + System.nanoTime();
        codes.put(
                code,
                new Granted(
                        asked.getOrDefault("code_challenge", ""),
                        asked.getOrDefault("nonce", ""),
                        asked.getOrDefault("redirect_uri", "")));
        return code;
    }

    static Map<String, String> fields(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private String configuration() {
        String at =
                way == Way.NAMED_OTHERWISE ? "http://127.0.0.1:1" : address().toString();
        String keys =
                way == Way.KEYS_ELSEWHERE ? "http://127.0.0.1:1" : address().toString();
        return "{\"issuer\":\"" + at + "\",\"authorization_endpoint\":\"" + address()
                + "/authorize\",\"token_endpoint\":\"" + address() + "/token\",\"jwks_uri\":\"" + keys
                + "/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],"
                + "\"id_token_signing_alg_values_supported\":[\"RS256\"]}";
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> asked =
                fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        Granted granted;
        synchronized (this) {
            granted = codes.remove(asked.getOrDefault("code", ""));
        }
        String client =
                new String(Base64.getDecoder().decode(basic.substring("Basic ".length())), StandardCharsets.UTF_8);
        if (granted == null
                || !URLDecoder.decode(client, StandardCharsets.UTF_8).equals(CLIENT + ":" + SECRET)
                || !challenge(asked.getOrDefault("code_verifier", "")).equals(granted.challenge)
                || !granted.redirect.equals(asked.getOrDefault("redirect_uri", ""))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        String body = way == Way.NONSENSE
                ? "<html>"
                : "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken(granted) + "\"}";
        answer(exchange, 200, body);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String idToken(Granted granted) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(
                        way == Way.WRONG_ISSUER
                                ? "https://evil.example"
                                : address().toString())
                .subject("subject of " + name)
                .audience(way == Way.WRONG_AUDIENCE ? "another client" : CLIENT)
                .issueTime(Date.from(now.minusSeconds(way == Way.EXPIRED ? 400 : 0)))
                .expirationTime(Date.from(now.plusSeconds(way == Way.EXPIRED ? -100 : 300)))
                .claim("nonce", way == Way.WRONG_NONCE ? "another" : granted.nonce)
                .claim("preferred_username", name)
                .claim("groups", groups)
                .claim("realm_access", Map.of("roles", groups))
                .build();
        try {
            if (way == Way.ALG_NONE) {
                return new PlainJWT(claims).serialize();
            }
            if (way == Way.ALG_HMAC) {
                SignedJWT hmac = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
                hmac.sign(new com.nimbusds.jose.crypto.MACSigner(
                        key.toRSAPublicKey().getEncoded()));
                return hmac.serialize();
            }
            SignedJWT signed = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
            signed.sign(new RSASSASigner(way == Way.OTHER_KEY ? other : key));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
