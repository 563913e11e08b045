package dev.hullmark.signature;

/** Every bound on what signatures may make us do; sizes in bytes. */
final class Limits {
    private Limits() {}

    /** A file of public keys, or of a trust root. */
    static final int TRUST_FILE = 1024 * 1024;
    /** Public keys in one file. */
    static final int KEYS = 100;
    /** What was signed, or a bundle with it. */
    static final int SIGNED = 1024 * 1024;
    /** Signatures of one image that are looked at. */
    static final int SIGNATURES = 200;
    /** Signatures in one envelope. */
    static final int ENVELOPE_SIGNATURES = 20;
    /** Nesting of what was signed. */
    static final int JSON_DEPTH = 50;
    /** RSA keys in bits: shorter ones are not safe, longer ones slow. */
    static final int RSA_LEAST = 2048;

    static final int RSA_MOST = 16_384;
    /** Reasons told one by one. */
    static final int REASONS = 10;
}
