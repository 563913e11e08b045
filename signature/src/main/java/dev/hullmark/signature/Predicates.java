package dev.hullmark.signature;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Takes what an in-toto statement states out of it, and the statement out of the envelope or bundle around it. Nothing is
 * verified by that.
 */
public final class Predicates {
    private Predicates() {}

    /** For instance an SBOM; empty when these bytes are no statement. */
    public static Optional<byte[]> of(byte[] bytes) {
        Optional<JsonNode> json = SignedJson.parse(bytes);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        JsonNode envelope =
                json.get().path("dsseEnvelope").isObject() ? json.get().path("dsseEnvelope") : json.get();
        Optional<JsonNode> statement = envelope.path("payload").isString()
                ? SignedJson.base64(SignedJson.text(envelope, "payload")).flatMap(SignedJson::parse)
                : json;
        JsonNode predicate =
                statement.map(s -> s.path("predicate")).orElseGet(tools.jackson.databind.node.MissingNode::getInstance);
        return predicate.isObject()
                ? Optional.of(predicate.toString().getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
