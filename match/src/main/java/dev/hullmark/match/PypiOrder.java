package dev.hullmark.match;

/**
 * The order of Python's versions (PEP 440). What PEP 440 does not accept is ordered as setuptools once did, before every
 * version that it does: the index still holds such releases, and advisories name them.
 *
 * @param ofRanges whether the second version is a bound of a range. One without a local part means every build of that
 *     version, as PEP 440 judges specifiers; and a label behind a dash ({@code 2.6.0-NA}, {@code 2.6.0-cu124}, as
 *     advisories write bounds) counts for nothing: read as an old release it would be before every real one
 */
record PypiOrder(boolean ofRanges) implements VersionOrder {
    @Override
    public int compare(String a, String b) {
        String compared = ofRanges && b.indexOf('+') < 0 ? withoutLocal(a) : a;
        return parse(compared).compareTo(parse(b));
    }

    private PypiVersion parse(String version) {
        PypiVersion parsed = PypiVersion.parse(version);
        int dash = ofRanges && parsed.isLegacy() ? version.lastIndexOf('-') : -1;
        for (; dash > 0; dash = version.lastIndexOf('-', dash - 1)) {
            PypiVersion before = PypiVersion.parse(version.substring(0, dash));
            if (!before.isLegacy()) {
                return before;
            }
        }
        return parsed;
    }

    /** The version without its local part: an advisory for {@code 2.0.0} means {@code 2.0.0+cu118} as well. */
    static String withoutLocal(String version) {
        int plus = version.indexOf('+');
        return plus > 0 ? version.substring(0, plus) : version;
    }
}
