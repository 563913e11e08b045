package dev.hullmark.model;

import java.util.Locale;

/** The kinds of package Hullmark knows, each by its package-url type. */
public enum PackageType {
    DEB("deb"),
    APK("apk"),
    RPM("rpm"),
    NPM("npm"),
    PYPI("pypi"),
    MAVEN("maven"),
    GOLANG("golang"),
    CARGO("cargo"),
    GEM("gem"),
    COMPOSER("composer"),
    NUGET("nuget"),
    HEX("hex"),
    PUB("pub"),
    CONAN("conan"),
    CRAN("cran"),
    CONDA("conda"),
    /** A program that no package brought, named by marks in its own file. */
    GENERIC("generic");

    private final String purlType;

    PackageType(String purlType) {
        this.purlType = purlType;
    }

    /** The type as a package-url writes it, for instance {@code golang}. */
    public String purlType() {
        return purlType;
    }

    /** Whether a distribution builds, names and patches such packages. */
    public boolean ofDistribution() {
        return this == DEB || this == APK || this == RPM;
    }

    /**
     * The type a package-url names.
     *
     * @throws IllegalArgumentException for a type Hullmark does not know
     */
    public static PackageType ofPurlType(String purlType) {
        String wanted = purlType.toLowerCase(Locale.ROOT);
        for (PackageType type : values()) {
            if (type.purlType.equals(wanted)) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown package type: " + purlType);
    }
}
