package dev.hullmark.report;

/** Bounds of this room: on what is read, and on what is shown unless everything is asked for. */
final class Limits {
    private Limits() {}

    /** Bytes of a waiver file. */
    static final int WAIVER_FILE = 4 << 20;

    /** Waivers in one file. */
    static final int WAIVERS = 20_000;

    /** Narrower than this, a table is no table. */
    static final int NARROWEST = 60;

    /** Wider than this, the eye loses the line. */
    static final int WIDEST = 160;

    /** With no more findings than this the table shows each, whatever its severity. */
    static final int EACH_SHOWN = 50;

    /** Findings of one package that are shown each. */
    static final int SHOWN_OF_PACKAGE = 10;

    /** Packages without an urgent finding that get a line. */
    static final int LESS_URGENT_PACKAGES = 40;

    /** Secrets, and lines of permissions and licences, that are shown. */
    static final int SECRETS_SHOWN = 20;

    /** Places or packages that one line names, as far as there is room. */
    static final int NAMED_ALIKE = 10;

    /** Gaps that are shown, and those of single files among them. */
    static final int GAPS = 15;

    static final int FILE_GAPS = 5;

    /** Things that one gap names. */
    static final int NAMED_IN_GAP = 5;

    /** Gaps that the gate names again. */
    static final int NAMED_BY_GATE = 5;

    /** Bytes of a VEX document; Red Hat's largest are some twenty megabytes. */
    static final int VEX_FILE = 128 << 20;

    /** Values in it: some fifty a kilobyte, and each takes a hundred bytes. */
    static final int VEX_VALUES = 1_000_000;

    /** Objects in objects of a VEX document. */
    static final int VEX_DEPTH = 100;

    /** Characters of one text in it; an attestation holds a whole document as one. */
    static final int VEX_TEXT = 64 << 20;

    /** Envelopes around a VEX document: a bundle, a signature's, an attestation. */
    static final int VEX_ENVELOPES = 4;

    /** Characters kept of a justification. */
    static final int VEX_REASON = 1_000;

    /** Characters of one text in a document for machines or browsers. */
    static final int CELL = 1_000;

    /** Places of one finding that documents for people list. */
    static final int PLACES = 20;

    /** Rows of findings in a comment, and its characters: GitHub takes 65,536. */
    static final int COMMENT_ROWS = 50;

    static final int COMMENT = 60_000;

    /** Findings in a page: a browser lays out no more with pleasure. */
    static final int PAGE_ROWS = 5_000;

    /** Bars in one chart. */
    static final int BARS = 10;

    /** Characters and nested parentheses of a condition. */
    static final int CONDITION = 2_000;

    static final int CONDITION_DEPTH = 50;
}
