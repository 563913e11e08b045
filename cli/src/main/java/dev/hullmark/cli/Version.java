package dev.hullmark.cli;

/** Hullmark's own version, as its jar says. */
final class Version {
    static final String TEXT = text();

    private Version() {}

    private static String text() {
        String fromJar = Version.class.getPackage().getImplementationVersion();
        return fromJar == null ? "0-unpackaged" : fromJar;
    }
}
