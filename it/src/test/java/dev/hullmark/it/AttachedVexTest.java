package dev.hullmark.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hullmark.it.Product.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** VEX documents beside an image in a real registry, as a user of {@code --vex-attached} meets them. */
class AttachedVexTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String OPENVEX = "https://openvex.dev/ns/v0.2.0";
    private static final String IN_TOTO = "application/vnd.in-toto+json";
    private static final String DSSE = "application/vnd.dsse.envelope.v1+json";
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final String LOG4J = "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1";

    @TempDir
    Path dir = Path.of("");

    private Product product = Product.in(Path.of(""));
    private Optional<LocalRegistry> registry = Optional.empty();
    private String image = "";
    private String digest = "";
    private final KeyPair ours = pair();
    private String key = "";

    @BeforeEach
    void anImageInARegistry() throws Exception {
        product = Product.in(Files.createDirectories(dir.resolve("home")))
                .with("HULLMARK_FEED_URL", "http://127.0.0.1:1/");
        registry = Optional.of(LocalRegistry.start(dir));
        Path layer = dir.resolve("layer.tar");
        Process tar = new ProcessBuilder(
                        "tar", "-C", SampleRoot.write(dir.resolve("root")).toString(), "-cf", layer.toString(), "opt")
                .start();
        assertThat(tar.waitFor()).isZero();
        byte[] bytes = Files.readAllBytes(layer);
        digest = registry().image("app", "1", bytes);
        image = "registry:" + registry().host() + "/app:1";
        key = key(ours, "cosign.pub");
    }

    @AfterEach
    void stop() {
        registry.ifPresent(LocalRegistry::close);
    }

    private LocalRegistry registry() {
        return registry.orElseThrow();
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String key(KeyPair pair, String name) throws IOException {
        return Files.writeString(
                        dir.resolve(name),
                        "-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder()
                                        .encodeToString(pair.getPublic().getEncoded())
                                + "\n-----END PUBLIC KEY-----\n")
                .toString();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Puts the bytes into the registry too. */
    private String descriptor(String type, byte[] bytes, String more) throws Exception {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + registry().blob(bytes) + "\",\"size\":" + bytes.length
                + more + "}";
    }

    private static String openVex(String product) {
        return "{\"@context\":\"" + OPENVEX + "\",\"@id\":\"https://v.test/1\",\"author\":\"ann\",\"version\":1,"
                + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"statements\":[{\"vulnerability\":{\"name\":\"CVE-2021-44228\"}"
                + (product.isEmpty() ? "" : ",\"products\":[{\"@id\":\"" + product + "\"}]")
                + ",\"status\":\"not_affected\",\"justification\":\"vulnerable_code_not_present\"}]}";
    }

    /** A VEX document that names no product: it is about what the statement around it is about. */
    private String statement(String about) {
        return "{\"_type\":\"https://in-toto.io/Statement/v0.1\",\"subject\":[{\"digest\":{\"sha256\":\""
                + about.substring("sha256:".length()) + "\"}}],\"predicateType\":\"" + OPENVEX + "\",\"predicate\":"
                + openVex("") + "}";
    }

    private static String envelope(String statement, KeyPair by) throws GeneralSecurityException {
        byte[] payload = text(statement);
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(by.getPrivate());
        signer.update(text("DSSEv1 " + IN_TOTO.length() + " " + IN_TOTO + " " + payload.length + " "));
        signer.update(payload);
        return "{\"payloadType\":\"" + IN_TOTO + "\",\"payload\":\""
                + Base64.getEncoder().encodeToString(payload) + "\",\"signatures\":[{\"sig\":\""
                + Base64.getEncoder().encodeToString(signer.sign()) + "\"}]}";
    }

    private static String bundle(String envelope) {
        return "{\"mediaType\":\"" + BUNDLE + "\",\"dsseEnvelope\":" + envelope + "}";
    }

    /** As {@code cosign attest} of version 1 and 2. */
    private void cosignTag(String... envelopes) throws Exception {
        List<String> layers = new ArrayList<>();
        for (String envelope : envelopes) {
            layers.add(descriptor(DSSE, text(envelope), ",\"annotations\":{\"predicateType\":\"" + OPENVEX + "\"}"));
        }
        registry()
                .manifest(
                        digest.replace(':', '-') + ".att",
                        text("{\"schemaVersion\":2,\"mediaType\":\"" + LocalRegistry.MANIFEST + "\",\"config\":"
                                + descriptor("application/vnd.oci.image.config.v1+json", text("{}"), "")
                                + ",\"layers\":[" + String.join(",", layers) + "]}"));
    }

    /** A manifest about the image; returns its entry for a list. */
    private String referrer(String type, String document) throws Exception {
        byte[] manifest = text("{\"schemaVersion\":2,\"mediaType\":\"" + LocalRegistry.MANIFEST
                + "\",\"artifactType\":\"" + type + "\",\"config\":"
                + descriptor("application/vnd.oci.empty.v1+json", text("{}"), "") + ",\"layers\":["
                + descriptor(type, text(document), "") + "],\"subject\":{\"mediaType\":\"" + LocalRegistry.MANIFEST
                + "\",\"digest\":\"" + digest + "\",\"size\":1}}");
        return "{\"mediaType\":\"" + LocalRegistry.MANIFEST + "\",\"digest\":\""
                + registry().manifest("", manifest) + "\",\"size\":" + manifest.length + ",\"artifactType\":\""
                + type + "\"}";
    }

    private static byte[] index(String... entries) {
        return text("{\"schemaVersion\":2,\"mediaType\":\"" + LocalRegistry.INDEX + "\",\"manifests\":["
                + String.join(",", entries) + "]}");
    }

    private void refer(String... entries) throws Exception {
        registry().manifest(digest.replace(':', '-'), LocalRegistry.INDEX, index(entries));
    }

    private JsonNode scan(String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("scan", image, "--format", "json"));
        args.addAll(List.of(more));
        Run run = product.run(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    /** Who waived the one finding that the documents speak of; "" for nobody. */
    private static String waivedBy(JsonNode report) {
        for (JsonNode finding : report.path("findings")) {
            if (finding.path("id").asString().equals("CVE-2021-44228")) {
                return finding.path("waived").path("author").asString("");
            }
        }
        throw new AssertionError("the finding is gone: " + report);
    }

    private static String coverage(JsonNode report, String what) {
        for (JsonNode entry : report.path("coverage")) {
            if (entry.path("what").asString().startsWith(what)) {
                return entry.path("status").asString() + ": "
                        + entry.path("reason").asString();
            }
        }
        return "";
    }

    @Test
    void anUnsignedDocumentCountsUnlessASignerIsAskedForAndSaysThatItIs() throws Exception {
        refer(referrer("application/vnd.openvex+json", openVex(LOG4J)));
        assertThat(waivedBy(scan())).isEmpty();
        JsonNode report = scan("--vex-attached");
        assertThat(waivedBy(report)).startsWith("ann, attached sha256:").endsWith(" (unsigned)");
        assertThat(coverage(report, "vex:attached sha256:")).contains("1 statement, which waive 1 finding");
        JsonNode strict = scan("--vex-attached", "--vex-key", key);
        assertThat(waivedBy(strict)).isEmpty();
        assertThat(coverage(strict, "vex:attached sha256:")).isEqualTo("not-applicable: not used: it is not signed");
    }

    @Test
    void aSignedStatementCountsByItsKeyAlone() throws Exception {
        String other = key(pair(), "other.pub");
        for (boolean tagged : new boolean[] {true, false}) {
            String envelope = envelope(statement(digest), ours);
            if (tagged) {
                cosignTag(envelope);
            } else {
                cosignTag();
                refer(referrer(BUNDLE, bundle(envelope)));
            }
            assertThat(waivedBy(scan("--vex-attached", "--vex-key", key)))
                    .startsWith("ann, attached sha256:")
                    .endsWith("(signed by the key " + key + ")");
            JsonNode refused = scan("--vex-attached", "--vex-key", other);
            assertThat(waivedBy(refused)).isEmpty();
            assertThat(coverage(refused, "vex:attached")).contains("it was not made with this key");
        }
    }

    @Test
    void whatIsSignedAboutAnotherImageOrAroundTheSignedDoesNotCount() throws Exception {
        String elsewhere = "sha256:" + "0".repeat(64);
        String replayed = statement(elsewhere).replace(openVex(""), openVex(LOG4J));
        // A good signature of nothing, with a document beside it that nobody signed.
        String harmless = statement(digest).replace("CVE-2021-44228", "CVE-1999-0001");
        String smuggled = openVex(LOG4J).replaceFirst("\\{", "{\"dsseEnvelope\":" + envelope(harmless, ours) + ",");
        cosignTag(envelope(replayed, ours), smuggled);
        for (String[] how : new String[][] {{"--vex-attached"}, {"--vex-attached", "--vex-key", key}}) {
            JsonNode report = scan(how);
            assertThat(waivedBy(report)).isEmpty();
            assertThat(report.path("coverage").toString()).contains("it is about another image");
        }
    }

    @Test
    void theReferrersApiIsAsked() throws Exception {
        String entry = referrer("application/vnd.openvex+json", openVex(LOG4J));
        String cyclonedx =
                referrer("application/vnd.cyclonedx+json", "{\"bomFormat\":\"CycloneDX\",\"components\":[]}");
        String broken = referrer("application/csaf+json", "{\"document\":1}");
        HttpServer front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // The real registry, with the referrers API that this version of it lacks.
        front.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                Map<String, byte[]> lists = Map.of("/v2/app/referrers/" + digest, index(entry, cyclonedx, broken));
                byte[] body = lists.getOrDefault(path, new byte[0]);
                int status = 200;
                String type = LocalRegistry.INDEX;
                if (body.length == 0) {
                    HttpResponse<byte[]> answer = registry().get(path);
                    body = answer.body();
                    status = answer.statusCode();
                    type = answer.headers().firstValue("Content-Type").orElse("");
                }
                exchange.getResponseHeaders().add("Content-Type", type);
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        front.start();
        try {
            image = "registry:127.0.0.1:" + front.getAddress().getPort() + "/app:1";
            JsonNode report = scan("--vex-attached");
            assertThat(waivedBy(report)).endsWith("(unsigned)");
            assertThat(report.path("coverage").toString()).contains("it is no VEX document that is understood");
        } finally {
            front.stop(0);
        }
    }

    @Test
    void nothingAttachedIsSaidAndWhatCannotBeAskedIsRefused() throws Exception {
        assertThat(coverage(scan("--vex-attached"), "vex:attached")).contains("no VEX document is attached");
        assertThat(product.run("scan", "dir:" + dir.resolve("root"), "--vex-attached"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("is in no registry"));
        assertThat(product.run("scan", image, "--vex-attached", "--offline").code())
                .isEqualTo(2);
        assertThat(product.run("scan", image, "--vex-key", key).err()).contains("give --vex-attached too");
    }
}
