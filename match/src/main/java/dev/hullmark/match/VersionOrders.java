package dev.hullmark.match;

import java.util.Locale;
import java.util.Optional;

/** Which order the versions of an ecosystem have. */
public final class VersionOrders {
    private static final VersionOrder DEBIAN = new DebianOrder();
    private static final VersionOrder APK = new ApkOrder();
    private static final VersionOrder RPM = new RpmOrder(false, false);
    private static final VersionOrder SEMVER = new SemverOrder(false);
    private static final VersionOrder GO = new SemverOrder(true);
    private static final VersionOrder MAVEN = new MavenOrder();
    private static final VersionOrder PYPI = new PypiOrder(false);
    private static final VersionOrder PYPI_RANGES = new PypiOrder(true);

    private static final VersionOrder GEM = new GemOrder();
    private static final VersionOrder NUGET = new NugetOrder();
    private static final VersionOrder COMPOSER = new ComposerOrder(false);
    private static final VersionOrder COMPOSER_RANGES = new ComposerOrder(true);
    private static final VersionOrder PUB = new PubOrder();
    private static final VersionOrder CRAN = new CranOrder();
    private static final VersionOrder CONAN = new ConanOrder();

    private VersionOrders() {}

    /**
     * The order of an ecosystem.
     *
     * @param ecosystem OSV's name, with or without a release, in any case: {@code Debian:12}, {@code npm}; or
     *     {@code rpm} for every RPM family, {@code semver}
     * @return nothing for an ecosystem whose order is not known here
     */
    public static Optional<VersionOrder> named(String ecosystem) {
        int colon = ecosystem.indexOf(':');
        String name = (colon < 0 ? ecosystem : ecosystem.substring(0, colon)).toLowerCase(Locale.ROOT);
        return switch (name) {
            // Debian's and Alpine's packages, whose versions are as ever: the second part says which.
            case "docker hardened images" ->
                ofLineage(ecosystem.substring(colon + 1).toLowerCase(Locale.ROOT));
            case "debian", "ubuntu", "echo" -> Optional.of(DEBIAN);
            case "alpine", "wolfi", "chainguard", "minimos", "alpaquita", "bellsoft hardened containers" ->
                Optional.of(APK);
            case "rpm",
                    "red hat",
                    "rocky linux",
                    "almalinux",
                    "opensuse",
                    "suse",
                    "mageia",
                    "openeuler",
                    "azure linux",
                    "photon os",
                    "oracle linux",
                    "amazon linux",
                    "fedora" -> Optional.of(RPM);
            case "npm", "crates.io", "bitnami", "hex", "swifturl", "github actions", "semver" -> Optional.of(SEMVER);
            case "go" -> Optional.of(GO);
            case "maven" -> Optional.of(MAVEN);
            case "pypi" -> Optional.of(PYPI);
            case "rubygems" -> Optional.of(GEM);
            case "nuget" -> Optional.of(NUGET);
            case "packagist" -> Optional.of(COMPOSER);
            case "pub" -> Optional.of(PUB);
            case "cran", "bioconductor" -> Optional.of(CRAN);
            case "conancenter" -> Optional.of(CONAN);
            default -> Optional.empty();
        };
    }

    private static Optional<VersionOrder> ofLineage(String lineage) {
        return lineage.startsWith("debian:")
                ? Optional.of(DEBIAN)
                : lineage.startsWith("alpine:") ? Optional.of(APK) : Optional.empty();
    }

    /** The order by which to judge ranges: rpm ignores the release where one side has none, Python the build, and PHP's branches are in none. */
    static VersionOrder forRanges(VersionOrder order) {
        return switch (order) {
            case RpmOrder rpm -> rpm.ofRanges();
            case PypiOrder pypi -> PYPI_RANGES;
            case ComposerOrder composer -> COMPOSER_RANGES;
            default -> order;
        };
    }
}
