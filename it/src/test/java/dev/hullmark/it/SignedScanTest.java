package dev.hullmark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.it.Product.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Signed images of a real registry, by key and keyless, as a user meets them. */
class SignedScanTest {
    /** What the room of keyless signatures tests with; its image has no layers. */
    private static final Path FIXTURES = Path.of("../keyless/src/test/resources/dev/hullmark/keyless");

    private static final String IDENTITY =
            "https://github.com/example/app/.github/workflows/release.yml@refs/tags/v1.0.0";
    private static final String ISSUER = "https://token.actions.githubusercontent.com";

    @TempDir
    Path dir = Path.of("");

    private Product product = Product.in(Path.of(""));
    private Optional<LocalRegistry> registry = Optional.empty();
    private String host = "";
    private String image = "";
    private String digest = "";

    @BeforeEach
    void anImageInARegistry() throws Exception {
        product = Product.in(Files.createDirectories(dir.resolve("home")));
        registry = Optional.of(LocalRegistry.start(dir));
        host = registry.get().host();
        registry.get().blob(Files.readAllBytes(FIXTURES.resolve("config.json")));
        byte[] manifest = Files.readAllBytes(FIXTURES.resolve("manifest.json"));
        digest = registry.get().manifest("1", manifest);
        image = "registry:" + host + "/app:1";
    }

    @AfterEach
    void stop() {
        registry.ifPresent(LocalRegistry::close);
    }

    private String blob(byte[] bytes) throws Exception {
        return registry.orElseThrow().blob(bytes);
    }

    /** Puts a signature where cosign puts it: the payload as a layer, all else in its annotations. */
    private void sign(byte[] payload, ObjectNode annotations) throws Exception {
        byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + LocalRegistry.MANIFEST
                + "\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"size\":2,\"digest\":\""
                + blob(empty)
                + "\"},\"layers\":[{\"mediaType\":\"application/vnd.dev.cosign.simplesigning.v1+json\",\"size\":"
                + payload.length + ",\"digest\":\"" + blob(payload) + "\",\"annotations\":" + annotations + "}]}";
        registry.orElseThrow().manifest(digest.replace(':', '-') + ".sig", manifest.getBytes(StandardCharsets.UTF_8));
    }

    private String key(KeyPair pair, String name) throws IOException {
        Path file = dir.resolve(name);
        Files.writeString(
                file,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        return file.toString();
    }

    @Test
    void byKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair ours = generator.generateKeyPair();
        String good = key(ours, "cosign.pub");
        String other = key(generator.generateKeyPair(), "other.pub");

        Run unsigned = product.run("verify", image, "--key", good);
        assertThat(unsigned.code()).isEqualTo(1);
        assertThat(unsigned.out()).contains("no signature at all");

        byte[] payload = Files.readAllBytes(FIXTURES.resolve("payload.json"));
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(ours.getPrivate());
        signer.update(payload);
        sign(
                payload,
                JsonMapper.shared()
                        .createObjectNode()
                        .put(
                                "dev.cosignproject.cosign/signature",
                                Base64.getEncoder().encodeToString(signer.sign())));

        Run signed = product.run("verify", image, "--key", good);
        assertThat(signed.code()).as(signed.err()).isZero();
        assertThat(signed.out()).contains("is signed by the key").contains(digest);
        assertThat(signed.err()).isEmpty();
        assertThat(product.run("verify", image, "--key", other).code()).isEqualTo(1);

        Run scanned = product.run("scan", image, "--verify-key", good, "--format", "json");
        assertThat(scanned.code()).as(scanned.err()).isZero();
        assertThat(scanned.out()).contains(digest);
        Run refused = product.run("scan", image, "--verify-key", other, "--format", "json");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("It was not scanned.");

        Run attached = product.run("attached", image);
        assertThat(attached.out()).contains("vnd.dev.cosign.simplesigning");
        Run fetched = product.run("attached", image, "--fetch", "simplesigning");
        assertThat(fetched.out()).isEqualTo(new String(payload, StandardCharsets.UTF_8));
    }

    @Test
    void withoutAKey() throws Exception {
        ObjectNode annotations =
                (ObjectNode) JsonMapper.shared().readTree(Files.readAllBytes(FIXTURES.resolve("annotations.json")));
        sign(Files.readAllBytes(FIXTURES.resolve("payload.json")), annotations);
        String root = FIXTURES.resolve("trusted_root.json").toAbsolutePath().toString();

        Run good = product.run(
                "verify",
                image,
                "--trusted-root",
                root,
                "--certificate-identity",
                IDENTITY,
                "--certificate-oidc-issuer",
                ISSUER);
        assertThat(good.code()).as(good.out() + good.err()).isZero();
        assertThat(good.err()).isEmpty();
        Run other = product.run(
                "scan",
                image,
                "--trusted-root",
                root,
                "--certificate-identity",
                "someone@example.com",
                "--certificate-oidc-issuer",
                ISSUER);
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("another identity or issuer");
    }

    @Test
    void whatIsAskedWrongIsToldAtOnce() throws Exception {
        Run half = product.run("scan", image, "--certificate-identity", "x");
        assertThat(half.code()).isEqualTo(2);
        assertThat(half.err()).contains("--trusted-root");
        Run none = product.run("verify", image);
        assertThat(none.code()).isEqualTo(2);
        Run file = product.run("verify", "dir:/", "--key", dir.resolve("none").toString());
        assertThat(file.code()).isEqualTo(2);
        Run missing =
                product.run("verify", image + "0", "--key", dir.resolve("none").toString());
        assertThat(missing.err()).contains("can't be read");
        registry.ifPresent(LocalRegistry::close);
        Thread.sleep(500);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        Run gone = product.run("verify", image, "--key", key(generator.generateKeyPair(), "ed.pub"));
        assertThat(gone.code()).isEqualTo(2);
    }
}
