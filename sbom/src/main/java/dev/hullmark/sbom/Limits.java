package dev.hullmark.sbom;

/** How much of somebody else's document is read before it is refused. */
final class Limits {
    private Limits() {}

    /** Bytes of a document. */
    static final long DOCUMENT = 256L << 20;

    /** Objects in objects; CycloneDX nests components. */
    static final int DEPTH = 100;

    /** Characters of one text: licence texts are the long ones. */
    static final int TEXT = 8 << 20;

    /** Packages in one document. */
    static final int PACKAGES = 500_000;

    /** Entries of one list or map that belongs to a package or to the document. */
    static final int ENTRIES = 100_000;

    /** Entries of all lists and maps of a document together. */
    static final int ALL_ENTRIES = 5_000_000;
}
