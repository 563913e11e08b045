package dev.hullmark.signature;

/** Makes checks of keyless signatures. Lives in a room of its own, whose library is only loaded when it is asked for. */
public interface KeylessChecks {
    /** @throws SignatureException when the trust root or a pattern can't be used */
    SignatureCheck of(KeylessPolicy policy);
}
