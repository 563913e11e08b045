package dev.hullmark.signature;

import dev.hullmark.image.Attachment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A signature as it lies in a registry. Nothing about it is to be believed before it is checked. */
public sealed interface Signed {
    /** Where it was found, and which digest it is filed under. */
    Attachment at();

    /**
     * What must be true of what was signed: that it speaks of the digest it is filed under, and says what a signature of
     * an image says. To be asked once the signature is known to be good.
     *
     * @return what is wrong, or empty
     */
    Optional<String> objection();

    /**
     * A document of cosign 1 and 2 (specs/SIGNATURE_SPEC.md): the signature over its bytes is an annotation.
     *
     * @param payload what was signed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record SimpleSigning(Attachment at, byte[] payload) implements Signed {
        public static final String MEDIA_TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";

        /** The signature; empty when there is none. */
        public Optional<byte[]> signature() {
            return SignedJson.base64(annotation("dev.cosignproject.cosign/signature"))
                    .filter(bytes -> bytes.length > 0);
        }

        public String annotation(String name) {
            return at.blob().annotations().getOrDefault(name, "");
        }

        @Override
        public Optional<String> objection() {
            Optional<JsonNode> json = SignedJson.parse(payload);
            if (json.isEmpty()) {
                return Optional.of("what it signs is no JSON document");
            }
            JsonNode critical = json.get().path("critical");
            if (!SignedJson.text(critical, "type").equals("cosign container image signature")) {
                return Optional.of("what it signs is no statement about an image");
            }
            String digest = SignedJson.text(critical.path("image"), "docker-manifest-digest");
            return digest.equals(at.about().toString())
                    ? Optional.empty()
                    : Optional.of("it is about another image than the one it is attached to");
        }
    }

    /**
     * An in-toto statement in a DSSE envelope: as a bundle of cosign 3 (specs/BUNDLE_SPEC.md), with all that verifying it
     * needs, or the envelope alone, as cosign 1 and 2 attach statements.
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Bundle(Attachment at, byte[] json) implements Signed {
        static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle";
        private static final String IN_TOTO = "application/vnd.in-toto+json";
        private static final String SIGNS = "https://sigstore.dev/cosign/sign/v1";

        private JsonNode envelope() {
            return SignedJson.parse(json)
                    .map(bundle -> bundle.path("dsseEnvelope").isObject() ? bundle.path("dsseEnvelope") : bundle)
                    .orElseGet(tools.jackson.databind.node.MissingNode::getInstance);
        }

        /** The statement. */
        public Optional<byte[]> payload() {
            return SignedJson.base64(SignedJson.text(envelope(), "payload")).filter(bytes -> bytes.length > 0);
        }

        /** What the envelope's signatures are over (DSSE, protocol.md, "PAE"); empty when there is no envelope. */
        public Optional<byte[]> signedBytes() {
            return payload().map(payload -> {
                String type = SignedJson.text(envelope(), "payloadType");
                byte[] head = ("DSSEv1 " + type.getBytes(StandardCharsets.UTF_8).length + " " + type + " "
                                + payload.length + " ")
                        .getBytes(StandardCharsets.UTF_8);
                byte[] all = new byte[head.length + payload.length];
                System.arraycopy(head, 0, all, 0, head.length);
                System.arraycopy(payload, 0, all, head.length, payload.length);
                return all;
            });
        }

        public List<byte[]> signatures() {
            List<byte[]> signatures = new ArrayList<>();
            for (JsonNode one : envelope().path("signatures")) {
                if (signatures.size() < Limits.ENVELOPE_SIGNATURES) {
                    SignedJson.base64(SignedJson.text(one, "sig")).ifPresent(signatures::add);
                }
            }
            return signatures;
        }

        @Override
        public Optional<String> objection() {
            Optional<JsonNode> statement = statement();
            if (statement.isPresent()
                    && !SignedJson.text(statement.get(), "predicateType").equals(SIGNS)) {
                return Optional.of("it states something about the image, but does not sign it");
            }
            return objectionToSubject();
        }

        private Optional<JsonNode> statement() {
            return payload()
                    .flatMap(SignedJson::parse)
                    .filter(statement ->
                            SignedJson.text(envelope(), "payloadType").equals(IN_TOTO)
                                    && SignedJson.text(statement, "_type").startsWith("https://in-toto.io/Statement/"));
        }

        /** The same of a statement that states something else about the image: a VEX document, an SBOM. */
        public Optional<String> objectionToSubject() {
            Optional<JsonNode> statement = statement();
            if (statement.isEmpty()) {
                return Optional.of("what it signs is no in-toto statement");
            }
            for (JsonNode subject : statement.get().path("subject")) {
                if (SignedJson.text(subject.path("digest"), at.about().algorithm())
                        .equals(at.about().hex())) {
                    return Optional.empty();
                }
            }
            return Optional.of("it is about another image than the one it is attached to");
        }
    }
}
