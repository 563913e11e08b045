package dev.hullmark.match;

/**
 * The order of Python's versions (PEP 440). What PEP 440 does not accept is ordered as setuptools once did, before every
 * version that it does: the index still holds such releases, and advisories name them.
 */
final class PypiOrder implements VersionOrder {
    @Override
    public int compare(String a, String b) {
        return PypiVersion.parse(a).compareTo(PypiVersion.parse(b));
    }

    /** The version without its local part: an advisory for {@code 2.0.0} means {@code 2.0.0+cu118} as well. */
    static String withoutLocal(String version) {
        int plus = version.indexOf('+');
        return plus > 0 ? version.substring(0, plus) : version;
    }
}
