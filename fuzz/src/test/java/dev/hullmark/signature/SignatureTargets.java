package dev.hullmark.signature;

import dev.hullmark.fuzz.Choice;
import dev.hullmark.fuzz.InputFile;
import dev.hullmark.fuzz.Target;
import dev.hullmark.image.Attachment;
import dev.hullmark.image.Descriptor;
import dev.hullmark.image.Digest;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signatures as they lie in a registry, before anything of them is believed, and the keys they are checked by. */
public final class SignatureTargets {
    private static final Digest IMAGE = Digest.of(new byte[0]);

    private SignatureTargets() {}

    public static List<Target> all() {
        return List.of(Choice.of("signatures", simple(), bundle(), keys())
                .with("\"dsseEnvelope\":{", "\"payload\":\"", "\"critical\":{", "-----BEGIN PUBLIC KEY-----"));
    }

    private static Attachment at(String signature) {
        Descriptor blob =
                new Descriptor("", IMAGE, 1, Optional.empty(), Map.of("dev.cosignproject.cosign/signature", signature));
        return new Attachment(IMAGE, Attachment.Via.COSIGN_TAG, IMAGE, "", blob, Map.of());
    }

    private static Target simple() {
        return Target.ofText(
                "simple",
                input -> {
                    Signed.SimpleSigning signed = new Signed.SimpleSigning(at(Target.text(input)), input);
                    signed.signature();
                    return signed.objection().isEmpty();
                },
                "{\"critical\":{\"type\":\"cosign container image signature\",\"identity\":{\"docker-reference\":\"x\"},\"image\":{\"docker-manifest-digest\":\""
                        + IMAGE + "\"}},\"optional\":null}");
    }

    private static Target bundle() {
        String statement = "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"digest\":{\"sha256\":\""
                + IMAGE.hex() + "\"}}],\"predicateType\":\"https://sigstore.dev/cosign/sign/v1\"}";
        String payload = java.util.Base64.getEncoder().encodeToString(Target.bytes(statement));
        return Target.ofText(
                "bundle",
                input -> {
                    Signed.Bundle signed = new Signed.Bundle(at(""), input);
                    signed.signedBytes();
                    signed.signatures();
                    return signed.objection().isEmpty();
                },
                "{\"dsseEnvelope\":{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"" + payload
                        + "\",\"signatures\":[{\"sig\":\"MEQ=\"}]}}");
    }

    private static Target keys() {
        return Target.ofText(
                "keys",
                input -> {
                    for (PublicKey key : PublicKeys.read(InputFile.holding(input, "cosign.pub"))) {
                        PublicKeys.verify(key, input, input);
                    }
                    return true;
                },
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n");
    }
}
