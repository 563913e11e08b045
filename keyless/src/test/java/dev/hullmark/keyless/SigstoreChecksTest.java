package dev.hullmark.keyless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.image.Attachment;
import dev.hullmark.image.Descriptor;
import dev.hullmark.image.Digest;
import dev.hullmark.signature.KeylessPolicy;
import dev.hullmark.signature.KeylessPolicy.Name;
import dev.hullmark.signature.SignatureCheck;
import dev.hullmark.signature.SignatureException;
import dev.hullmark.signature.Signed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Signatures by an authority and logs of our own, which {@code src/test/fixtures/make.js} makes. */
class SigstoreChecksTest {
    private static final String IDENTITY =
            "https://github.com/example/app/.github/workflows/release.yml@refs/tags/v1.0.0";
    private static final String ISSUER = "https://token.actions.githubusercontent.com";
    private static final Digest ABOUT = Digest.of(resource("manifest.json"));

    @TempDir
    Path dir;

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(SigstoreChecksTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(SigstoreChecksTest.class.getResource("trusted_root.json"))
                .toURI());
    }

    private static SignatureCheck check(String identity, String issuer) throws URISyntaxException {
        return new SigstoreChecks().of(new KeylessPolicy(root(), new Name(identity, false), new Name(issuer, false)));
    }

    private static Attachment at(Digest about, Map<String, String> annotations) {
        return new Attachment(
                about,
                Attachment.Via.REFERRERS,
                about,
                "",
                new Descriptor("", about, 1, Optional.empty(), annotations),
                Map.of());
    }

    private static Signed.Bundle bundle(byte[] json) {
        return new Signed.Bundle(at(ABOUT, Map.of()), json);
    }

    private static Map<String, String> annotations() {
        Map<String, String> all = new HashMap<>();
        JsonNode json = JsonMapper.shared().readTree(resource("annotations.json"));
        json.properties()
                .forEach(entry -> all.put(entry.getKey(), entry.getValue().stringValue()));
        return all;
    }

    private static Optional<String> objection(SignatureCheck check, Signed signed) {
        return check.objection(signed).or(signed::objection);
    }

    @Test
    void aBundleIsGood() throws Exception {
        assertThat(objection(check(IDENTITY, ISSUER), bundle(resource("bundle.json"))))
                .isEmpty();
    }

    @Test
    void anAnnotatedSignatureIsGood() throws Exception {
        Signed signed = new Signed.SimpleSigning(at(ABOUT, annotations()), resource("payload.json"));
        assertThat(objection(check(IDENTITY, ISSUER), signed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/example/app/.*, https://token\\.actions\\.githubusercontent\\.com, true",
        "https://github.com/example/.*@refs/tags/v1.0.0, .*, true",
        "github.com/example, .*, false",
        ".*, https://token, false",
    })
    void patternsMatchWhole(String identity, String issuer, boolean good) throws Exception {
        SignatureCheck check =
                new SigstoreChecks().of(new KeylessPolicy(root(), new Name(identity, true), new Name(issuer, true)));
        Signed annotated = new Signed.SimpleSigning(at(ABOUT, annotations()), resource("payload.json"));
        assertThat(objection(check, bundle(resource("bundle.json"))).isEmpty()).isEqualTo(good);
        assertThat(objection(check, annotated).isEmpty()).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/evil/app/.github/workflows/release.yml@refs/tags/v1.0.0," + ISSUER,
        IDENTITY + ", https://accounts.example.com",
    })
    void anotherNameDoesNotCount(String identity, String issuer) throws Exception {
        SignatureCheck check = check(identity, issuer);
        Signed annotated = new Signed.SimpleSigning(at(ABOUT, annotations()), resource("payload.json"));
        assertThat(objection(check, bundle(resource("bundle.json")))).isPresent();
        assertThat(objection(check, annotated)).contains("its certificate is for another identity or issuer");
    }

    @Test
    void aSignatureOfAnotherImageDoesNotCount() throws Exception {
        Digest other = Digest.of(new byte[] {1});
        SignatureCheck check = check(IDENTITY, ISSUER);
        assertThat(objection(check, new Signed.Bundle(at(other, Map.of()), resource("bundle.json"))))
                .isPresent();
        Signed annotated = new Signed.SimpleSigning(at(other, annotations()), resource("payload.json"));
        assertThat(objection(check, annotated)).contains("it is about another image than the one it is attached to");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/verificationMaterial/tlogEntries/0/inclusionPromise/signedEntryTimestamp",
                "/verificationMaterial/tlogEntries/0/inclusionProof/rootHash",
                "/verificationMaterial/tlogEntries/0/canonicalizedBody",
                "/verificationMaterial/tlogEntries/0/logId/keyId",
                "/verificationMaterial/tlogEntries/0/integratedTime",
                "/verificationMaterial/tlogEntries/0/inclusionProof/checkpoint/envelope",
                "/verificationMaterial/certificate/rawBytes",
                "/dsseEnvelope/payload",
                "/dsseEnvelope/payloadType",
                "/dsseEnvelope/signatures/0/sig",
            })
    void aBundleChangedAnywhereDoesNotCount(String pointer) throws Exception {
        JsonNode json = JsonMapper.shared().readTree(resource("bundle.json"));
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) json.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        String text = parent.get(name).stringValue();
        int middle = text.length() / 2;
        char changed = text.charAt(middle) == '1' ? '2' : '1';
        parent.put(name, text.substring(0, middle) + changed + text.substring(middle + 1));
        SignatureCheck check = check(IDENTITY, ISSUER);
        assertThat(objection(check, bundle(JsonMapper.shared().writeValueAsBytes(json))))
                .isPresent();
    }

    @Test
    void aBundleWithoutTheLogDoesNotCount() throws Exception {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(resource("bundle.json"));
        ((ObjectNode) json.get("verificationMaterial")).remove("tlogEntries");
        assertThat(objection(check(IDENTITY, ISSUER), bundle(JsonMapper.shared().writeValueAsBytes(json))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SignedEntryTimestamp", "body", "integratedTime", "logIndex", "logID"})
    void anAnnotatedSignatureTheLogDoesNotPromiseDoesNotCount(String field) throws Exception {
        Map<String, String> annotations = annotations();
        ObjectNode bundle = (ObjectNode) JsonMapper.shared().readTree(annotations.get("dev.sigstore.cosign/bundle"));
        ObjectNode parent = bundle.has(field) ? bundle : (ObjectNode) bundle.get("Payload");
        JsonNode value = parent.get(field);
        if (value.isNumber()) {
            parent.put(field, value.longValue() + 1);
        } else {
            String text = value.stringValue();
            parent.put(field, (text.charAt(0) == 'a' ? "b" : "a") + text.substring(1));
        }
        annotations.put("dev.sigstore.cosign/bundle", bundle.toString());
        Signed signed = new Signed.SimpleSigning(at(ABOUT, annotations), resource("payload.json"));
        assertThat(objection(check(IDENTITY, ISSUER), signed)).contains("no trusted log promises to hold it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.sigstore.cosign/bundle",
                "dev.sigstore.cosign/certificate",
                "dev.cosignproject.cosign/signature",
            })
    void anAnnotatedSignatureInPiecesDoesNotCount(String missing) throws Exception {
        for (String value : new String[] {"", "nonsense", "AAAA", "{}", "{\"Payload\":{\"logID\":\"xyz\"}}"}) {
            Map<String, String> annotations = annotations();
            annotations.put(missing, value);
            Signed signed = new Signed.SimpleSigning(at(ABOUT, annotations), resource("payload.json"));
            assertThat(objection(check(IDENTITY, ISSUER), signed)).isPresent();
        }
    }

    @Test
    void anotherDocumentDoesNotCount() throws Exception {
        byte[] payload = resource("payload.json");
        payload[payload.length - 2] = ' ';
        Signed signed = new Signed.SimpleSigning(at(ABOUT, annotations()), payload);
        assertThat(check(IDENTITY, ISSUER).objection(signed)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "nonsense", "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\"}"})
    void whatIsNoBundleDoesNotCount(String json) throws Exception {
        assertThat(objection(check(IDENTITY, ISSUER), bundle(json.getBytes(StandardCharsets.UTF_8))))
                .isPresent();
    }

    @Test
    void aTrustRootMustBeOne() throws Exception {
        Name name = new Name("x", false);
        Path file = dir.resolve("root.json");
        assertThatThrownBy(() -> new SigstoreChecks().of(new KeylessPolicy(file, name, name)))
                .isInstanceOf(SignatureException.class)
                .hasMessageContaining("can't be read");
        Files.writeString(file, "nonsense");
        assertThatThrownBy(() -> new SigstoreChecks().of(new KeylessPolicy(file, name, name)))
                .isInstanceOf(SignatureException.class)
                .hasMessageContaining("trusted_root.json");
        assertThatThrownBy(() -> new SigstoreChecks().of(new KeylessPolicy(root(), new Name("(", true), name)))
                .hasMessageContaining("no regular expression");
    }

    @Test
    void anotherTrustRootTrustsOthers() throws Exception {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(resource("trusted_root.json"));
        for (String part : new String[] {"tlogs", "certificateAuthorities", "ctlogs"}) {
            ObjectNode without = json.deepCopy();
            without.putArray(part);
            Path file = dir.resolve(part + ".json");
            Files.write(file, JsonMapper.shared().writeValueAsBytes(without));
            SignatureCheck check = new SigstoreChecks()
                    .of(new KeylessPolicy(file, new Name(IDENTITY, false), new Name(ISSUER, false)));
            assertThat(objection(check, bundle(resource("bundle.json"))))
                    .describedAs(part)
                    .isPresent();
            Signed annotated = new Signed.SimpleSigning(at(ABOUT, annotations()), resource("payload.json"));
            assertThat(objection(check, annotated)).describedAs(part).isPresent();
        }
    }
}
