package dev.hullmark.signature;

import static dev.hullmark.signature.RealRegistry.INDEX;
import static dev.hullmark.signature.RealRegistry.MANIFEST;
import static dev.hullmark.signature.RealRegistry.descriptor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.image.Digest;
import dev.hullmark.image.OpenOptions;
import dev.hullmark.image.Referrers;
import dev.hullmark.image.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures in cosign's formats, made here and kept in a real registry. */
class VerificationTest {
    private static final String SIGNS = "https://sigstore.dev/cosign/sign/v1";
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    @TempDir
    Path dir;

    private RealRegistry registry;
    private KeyPair ours;
    private KeyPair theirs;

    @BeforeEach
    void start() throws IOException, InterruptedException, GeneralSecurityException {
        registry = new RealRegistry(dir);
        ours = PublicKeysTest.pair("EC", "secp256r1");
        theirs = PublicKeysTest.pair("EC", "secp256r1");
        Files.writeString(dir.resolve("cosign.pub"), PublicKeysTest.pem(ours));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private Verification verify(String version) {
        try (Referrers referrers = Referrers.of(registry.host + "/app" + version, OpenOptions.of(dir.resolve("tmp")))) {
            return Verification.of(referrers, KeyCheck.of(dir.resolve("cosign.pub")));
        }
    }

    private static byte[] sign(KeyPair by, byte[] bytes) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(by.getPrivate());
        signer.update(bytes);
        return signer.sign();
    }

    private static String simple(String digest, String type) {
        return "{\"critical\":{\"identity\":{\"docker-reference\":\"app\"},\"image\":{\"docker-manifest-digest\":\""
                + digest + "\"},\"type\":\"" + type + "\"},\"optional\":null}";
    }

    private static String simple(Digest digest) {
        return simple(digest.toString(), "cosign container image signature");
    }

    /** A layer as cosign 1 and 2 make them: this payload, with a signature over {@code signed}. */
    private String layer(String payload, String signed, KeyPair by)
            throws IOException, InterruptedException, GeneralSecurityException {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        String signature = Base64.getEncoder().encodeToString(sign(by, signed.getBytes(StandardCharsets.UTF_8)));
        return descriptor(
                Signed.SimpleSigning.MEDIA_TYPE,
                registry.blob(bytes),
                bytes.length,
                ",\"annotations\":{\"dev.cosignproject.cosign/signature\":\"" + signature + "\"}");
    }

    private void tag(Digest about, String... layers) throws IOException, InterruptedException {
        byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
        registry.manifest(
                about.toString().replace(':', '-') + ".sig",
                MANIFEST,
                "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":"
                        + descriptor(
                                "application/vnd.oci.image.config.v1+json", registry.blob(config), config.length, "")
                        + ",\"layers\":[" + String.join(",", layers) + "]}");
    }

    /** A bundle as cosign 3 makes them, attached by the tag that stands in for the referrers API. */
    private String bundle(Digest about, String subject, String predicate, KeyPair by)
            throws IOException, InterruptedException, GeneralSecurityException {
        byte[] statement = ("{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"digest\":{\"sha256\":\""
                        + subject + "\"}}],\"predicateType\":\"" + predicate + "\",\"predicate\":{}}")
                .getBytes(StandardCharsets.UTF_8);
        String type = "application/vnd.in-toto+json";
        byte[] signed = ("DSSEv1 " + type.length() + " " + type + " " + statement.length + " "
                        + new String(statement, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        byte[] bundle = ("{\"mediaType\":\"" + BUNDLE
                        + "\",\"verificationMaterial\":{\"publicKey\":{\"hint\":\"x\"}},\"dsseEnvelope\":{\"payload\":\""
                        + Base64.getEncoder().encodeToString(statement) + "\",\"payloadType\":\"" + type
                        + "\",\"signatures\":[{\"sig\":\""
                        + Base64.getEncoder().encodeToString(sign(by, signed)) + "\"}]}}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"artifactType\":\"" + BUNDLE
                + "\",\"config\":"
                + descriptor("application/vnd.oci.empty.v1+json", registry.blob(empty), empty.length, "")
                + ",\"layers\":[" + descriptor(BUNDLE, registry.blob(bundle), bundle.length, "") + "],\"subject\":"
                + descriptor(MANIFEST, about, 1, "") + "}";
        Digest digest = registry.manifest("", MANIFEST, manifest);
        return descriptor(MANIFEST, digest, manifest.length(), ",\"artifactType\":\"" + BUNDLE + "\"");
    }

    private void refer(Digest about, String... entries) throws IOException, InterruptedException {
        registry.manifest(
                about.toString().replace(':', '-'),
                INDEX,
                "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[" + String.join(",", entries)
                        + "]}");
    }

    @Test
    void cosignsTagIsFound() throws Exception {
        Digest image = registry.image("1", "me");
        tag(image, layer(simple(image), simple(image), theirs), layer(simple(image), simple(image), ours));
        for (String version : List.of(":1", "@" + image)) {
            Verification result = verify(version);
            assertThat(result.signed()).contains(image);
            assertThat(result.image()).isEqualTo(image);
            assertThat(result.sentence()).contains("is signed by the key");
        }
    }

    @Test
    void aBundleIsFound() throws Exception {
        Digest image = registry.image("1", "me");
        refer(image, bundle(image, image.hex(), SIGNS, theirs), bundle(image, image.hex(), SIGNS, ours));
        assertThat(verify(":1").signed()).contains(image);
    }

    @Test
    void aSignatureOfTheIndexCoversTheImageInIt() throws Exception {
        Digest image = registry.image("", "me");
        Digest index = registry.manifest(
                "1",
                INDEX,
                "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[{\"mediaType\":\"" + MANIFEST
                        + "\",\"digest\":\"" + image
                        + "\",\"size\":1,\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}]}");
        tag(index, layer(simple(index), simple(index), ours));
        Verification result = verify(":1");
        assertThat(result.signed()).contains(index);
        assertThat(result.image()).isEqualTo(image);
        // The image alone, without the index, nobody signed.
        assertThat(verify("@" + image).good()).isFalse();
    }

    @Test
    void anImageWithoutSignaturesIsNotSigned() throws Exception {
        registry.image("1", "me");
        assertThat(verify(":1").sentence()).contains("it has no signature at all");
    }

    @Test
    void anothersKeyDoesNotCount() throws Exception {
        Digest image = registry.image("1", "me");
        tag(image, layer(simple(image), simple(image), theirs));
        refer(image, bundle(image, image.hex(), SIGNS, theirs));
        assertThat(verify(":1").objections()).containsExactly("it was not made with this key");
    }

    @Test
    void aSignatureOfAnotherImageDoesNotCount() throws Exception {
        Digest image = registry.image("1", "me");
        Digest good = registry.image("2", "somebody else");
        tag(image, layer(simple(good), simple(good), ours));
        refer(image, bundle(image, good.hex(), SIGNS, ours));
        assertThat(verify(":1").objections())
                .containsExactly("it is about another image than the one it is attached to");
    }

    @Test
    void aChangedDocumentDoesNotCount() throws Exception {
        Digest image = registry.image("1", "me");
        Digest good = registry.image("2", "somebody else");
        tag(image, layer(simple(image), simple(good), ours));
        assertThat(verify(":1").objections()).containsExactly("it was not made with this key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "atomic container signature      | no statement about an image",
                "''                              | no statement about an image",
            })
    void aSignatureOfSomethingElseDoesNotCount(String type, String objection) throws Exception {
        Digest image = registry.image("1", "me");
        String payload = simple(image.toString(), type);
        tag(image, layer(payload, payload, ours));
        assertThat(verify(":1").sentence()).contains(objection);
    }

    @Test
    void documentsThatSayTwoThingsDoNotCount() throws Exception {
        Digest image = registry.image("1", "me");
        List<String> layers = new ArrayList<>();
        String twice = simple(image).replace("\"optional\"", "\"critical\":{},\"optional\"");
        for (String payload : List.of(
                twice,
                "[]",
                "nonsense",
                simple(image) + "{}",
                simple(image.hex(), "cosign container image signature"),
                "{\"critical\":".repeat(5000))) {
            layers.add(layer(payload, payload, ours));
        }
        tag(image, layers.toArray(String[]::new));
        assertThat(verify(":1").good()).isFalse();
    }

    @Test
    void aStatementAboutTheImageIsNoSignature() throws Exception {
        Digest image = registry.image("1", "me");
        refer(image, bundle(image, image.hex(), "https://slsa.dev/provenance/v1", ours));
        assertThat(verify(":1").objections())
                .containsExactly("it states something about the image, but does not sign it");
    }

    @Test
    void bundlesThatAreNoneDoNotCount() throws Exception {
        Digest image = registry.image("1", "me");
        List<String> layers = new ArrayList<>();
        for (String text : List.of(
                "", "{}", "[]", "{\"dsseEnvelope\":1}", "{\"dsseEnvelope\":{\"payload\":\"!\"}}", "{".repeat(10_000))) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            layers.add(descriptor(BUNDLE, registry.blob(bytes), bytes.length, ""));
        }
        tag(image, layers.toArray(String[]::new));
        assertThat(verify(":1").good()).isFalse();
    }

    @Test
    void floodedWithSignaturesItEnds() throws Exception {
        Digest image = registry.image("1", "me");
        String bad = layer(simple(image), simple(image), theirs);
        List<String> layers = new ArrayList<>();
        for (int i = 0; i < Limits.SIGNATURES + 1; i++) {
            layers.add(bad);
        }
        tag(image, layers.toArray(String[]::new));
        assertThat(verify(":1").objections()).last().asString().contains("more than 200 signatures");
    }

    @Test
    void aRegistryThatIsGoneIsNoAnswer() throws Exception {
        registry.image("1", "me");
        registry.close();
        Thread.sleep(300);
        assertThatThrownBy(() -> verify(":1")).isInstanceOf(RegistryException.class);
    }
}
