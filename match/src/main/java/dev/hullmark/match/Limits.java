package dev.hullmark.match;

/** Everything this room refuses to go beyond. */
final class Limits {
    private Limits() {}

    /** Longest version compared, in characters; the longest real one known is under 200. */
    static final int VERSION_LENGTH = 1024;

    /** Longest line {@code compare-versions} reads, in characters: two versions and a tab. */
    static final int LINE_LENGTH = 2 * VERSION_LENGTH + 1;

    /** Longest title of a finding, in characters. */
    static final int TITLE_LENGTH = 200;

    /** How many unreadable versions the reason of a coverage entry names. */
    static final int NAMED_VERSIONS = 3;

    /** Most advisories {@code why} explains; an id names a handful. */
    static final int EXPLAINED_ADVISORIES = 200;

    /** Versions that advice tries for one package. */
    static final int CANDIDATES = 100;
}
