package dev.hullmark.signature;

import java.util.Optional;

/** Whose signatures count, and how they are proved. */
public interface SignatureCheck {
    /** Who must have signed, for messages: {@code the key cosign.pub}. */
    String signer();

    /**
     * Whether this is a signature of theirs; what it says is looked at afterwards ({@link Signed#objection}).
     *
     * @return why it is none, as a clause, or empty when it is good
     */
    Optional<String> objection(Signed signed);
}
