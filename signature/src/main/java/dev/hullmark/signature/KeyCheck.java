package dev.hullmark.signature;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** Signatures by a key the user holds the public half of. No log and no authority is asked: the key alone decides. */
public final class KeyCheck implements SignatureCheck {
    private final Path file;
    private final List<PublicKey> keys;

    private KeyCheck(Path file, List<PublicKey> keys) {
        this.file = file;
        this.keys = List.copyOf(keys);
    }

    /**
     * @param file public keys, as {@code cosign.pub}; a signature by any of them counts
     * @throws SignatureException when it holds none
     */
    public static KeyCheck of(Path file) {
        return new KeyCheck(file, PublicKeys.read(file));
    }

    @Override
    public String signer() {
        return "the key " + file;
    }

    @Override
    public Optional<String> objection(Signed signed) {
        boolean good =
                switch (signed) {
                    case Signed.SimpleSigning simple ->
                        simple.signature().filter(s -> by(simple.payload(), s)).isPresent();
                    case Signed.Bundle bundle -> {
                        Optional<byte[]> bytes = bundle.signedBytes();
                        yield bytes.isPresent() && bundle.signatures().stream().anyMatch(s -> by(bytes.get(), s));
                    }
                };
        return good ? Optional.empty() : Optional.of("it was not made with this key");
    }

    private boolean by(byte[] signed, byte[] signature) {
        for (PublicKey key : keys) {
            if (PublicKeys.verify(key, signed, signature)) {
                return true;
            }
        }
        return false;
    }
}
