package dev.hullmark.match;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Under which ecosystem name a package's advisories stand: OSV's (https://ossf.github.io/osv-schema/), and ours for the
 * distributions that OSV does not hold.
 */
public final class Ecosystems {
    static final String HARDENED = "Docker Hardened Images";

    private Ecosystems() {}

    /**
     * The ecosystems whose advisories judge a package, releases included ({@code Debian:12}, {@code npm}).
     *
     * @param distribution what the subject says it is; without one, the package's own {@code distro} qualifier counts
     * @return nothing for a distribution whose advisories are not known
     */
    public static List<String> of(Package p, Optional<Distribution> distribution) {
        return switch (p.type()) {
            case NPM -> List.of("npm");
            case PYPI -> List.of("PyPI");
            case MAVEN -> List.of("Maven");
            case GOLANG -> List.of("Go");
            case CARGO -> List.of("crates.io");
            case GEM -> List.of("RubyGems");
            case COMPOSER -> List.of("Packagist");
            case NUGET -> List.of("NuGet");
            case HEX -> List.of("Hex");
            case PUB -> List.of("Pub");
            case CONAN -> List.of("ConanCenter");
            case CRAN -> List.of("CRAN");
            case GENERIC -> List.of("Bitnami");
            case CONDA -> List.of();
            case DEB, APK, RPM ->
                distribution
                        .or(() -> fromQualifier(p))
                        .map(d -> of(p.type(), d))
                        .orElse(List.of());
        };
    }

    /** The base names ({@code Debian}, {@code npm}) of the feeds that judging this inventory needs. */
    public static SortedSet<String> shards(Inventory inventory) {
        SortedSet<String> shards = new TreeSet<>();
        for (Package p : inventory.packages()) {
            if (p.owner().isEmpty()) {
                for (String ecosystem : of(p, inventory.distribution())) {
                    shards.add(base(ecosystem));
                }
            }
        }
        return shards;
    }

    /** The name less the release. */
    static String base(String ecosystem) {
        int colon = ecosystem.indexOf(':');
        return colon < 0 ? ecosystem : ecosystem.substring(0, colon);
    }

    /** What a package-url says of the distribution: {@code distro=debian-12} or {@code distro=bookworm}. */
    private static Optional<Distribution> fromQualifier(Package p) {
        String distro = p.qualifiers().getOrDefault("distro", "");
        String id = p.namespace().toLowerCase(Locale.ROOT);
        if (distro.isEmpty() && id.isEmpty()) {
            return Optional.empty();
        }
        int dash = distro.lastIndexOf('-');
        if (dash > 0 && dash + 1 < distro.length() && Text.digit(distro.charAt(dash + 1))) {
            String named = distro.substring(0, dash).toLowerCase(Locale.ROOT);
            return Optional.of(new Distribution(named, distro.substring(dash + 1), "", "", ""));
        }
        return Optional.of(new Distribution(id.isEmpty() ? distro : id, "", distro, "", ""));
    }

    private static List<String> of(PackageType type, Distribution d) {
        return switch (type) {
            case DEB -> deb(d);
            case APK -> apk(d);
            default -> rpm(d);
        };
    }

    private static List<String> deb(Distribution d) {
        return switch (d.id().toLowerCase(Locale.ROOT)) {
            case "debian" -> {
                String release = d.versionId().isEmpty() ? debianRelease(d.codename()) : major(d.versionId());
                yield release.isEmpty() ? List.of() : List.of("Debian:" + release);
            }
            case "ubuntu" -> {
                String release = d.versionId().isEmpty() ? ubuntuRelease(d.codename()) : d.versionId();
                yield release.isEmpty() ? List.of() : List.of("Ubuntu:" + release + ubuntuTerm(release));
            }
            case "echo" -> List.of("Echo");
            case "dhi" -> hardened("Debian", major(d.versionId()));
            default -> List.of();
        };
    }

    /** Testing and unstable carry no number in their os-release, only the name of the release to come. */
    private static String debianRelease(String codename) {
        return switch (codename.toLowerCase(Locale.ROOT)) {
            case "wheezy" -> "7";
            case "jessie" -> "8";
            case "stretch" -> "9";
            case "buster" -> "10";
            case "bullseye" -> "11";
            case "bookworm" -> "12";
            case "trixie" -> "13";
            case "forky", "sid", "unstable", "testing" -> "14";
            case "duke" -> "15";
            default -> "";
        };
    }

    /** Bills of materials often name a release so ({@code distro=noble}). From Ubuntu's list of releases. */
    private static String ubuntuRelease(String codename) {
        return switch (codename.toLowerCase(Locale.ROOT)) {
            case "trusty" -> "14.04";
            case "xenial" -> "16.04";
            case "bionic" -> "18.04";
            case "focal" -> "20.04";
            case "jammy" -> "22.04";
            case "noble" -> "24.04";
            case "oracular" -> "24.10";
            case "plucky" -> "25.04";
            case "questing" -> "25.10";
            default -> "";
        };
    }

    /**
     * Docker Hardened Images, by what they are built of; from when they call themselves {@code dhi}, before that they
     * are Alpine's and Debian's.
     */
    private static List<String> hardened(String lineage, String release) {
        return release.isEmpty() ? List.of() : List.of(HARDENED + ":" + lineage + ":" + release);
    }

    /** Ubuntu's releases of April in even years are the long-term ones, and OSV says so in their name. */
    private static String ubuntuTerm(String version) {
        if (version.length() == 5 && version.endsWith(".04")) {
            int year = (version.charAt(0) - '0') * 10 + version.charAt(1) - '0';
            return year % 2 == 0 ? ":LTS" : "";
        }
        return "";
    }

    private static List<String> apk(Distribution d) {
        return switch (d.id().toLowerCase(Locale.ROOT)) {
            case "alpine" -> {
                String branch = alpineBranch(d.versionId());
                yield branch.isEmpty() ? List.of() : List.of("Alpine:" + branch);
            }
            case "wolfi" -> List.of("Wolfi");
            case "chainguard" -> List.of("Chainguard");
            case "minimos" -> List.of("MinimOS");
            case "dhi" -> hardened("Alpine", branch(d.versionId()));
            case "alpaquita" -> List.of("Alpaquita:" + (d.versionId().isEmpty() ? "stream" : d.versionId()));
            default -> List.of();
        };
    }

    /**
     * {@code v3.20} of 3.20.3; edge calls itself after the release to come, with {@code _alpha} and a date. "" for what is
     * no release: judged as edge, nothing fixed there would be found.
     */
    private static String alpineBranch(String version) {
        if (version.contains("_alpha") || version.equals("edge")) {
            return "edge";
        }
        return version.indexOf('.') < 0 ? "" : "v" + branch(version);
    }

    /** {@code 3.20} of 3.20.3. */
    private static String branch(String version) {
        int second = version.indexOf('.', version.indexOf('.') + 1);
        return second < 0 ? version : version.substring(0, second);
    }

    private static List<String> rpm(Distribution d) {
        String version = d.versionId();
        String major = major(version);
        if (version.isEmpty() && !d.id().equalsIgnoreCase("opensuse-tumbleweed")) {
            return List.of(); // a release of no number has no advisories, which is a gap and no all-clear
        }
        return switch (d.id().toLowerCase(Locale.ROOT)) {
            case "almalinux" -> List.of("AlmaLinux:" + major);
            case "rocky" -> List.of("Rocky Linux:" + major);
            case "rhel", "redhat" -> redHat(major);
            // Rebuilt from Red Hat's sources with the same versions, until Stream.
            case "centos" -> major.equals("6") || major.equals("7") || major.equals("8") ? redHat(major) : List.of();
            case "ol" -> List.of("Oracle Linux:" + major);
            case "amzn" -> List.of("Amazon Linux:" + (version.startsWith("201") ? "1" : major));
            case "opensuse-leap", "opensuse" -> List.of("openSUSE:Leap " + version);
            case "opensuse-tumbleweed" -> List.of("openSUSE:Tumbleweed");
            case "sles", "sled", "sle_micro", "sle-micro", "suse" -> suse(version);
            case "mageia" -> List.of("Mageia:" + version);
            case "openeuler" -> List.of("openEuler:" + openEuler(d));
            case "azurelinux", "mariner" -> List.of("Azure Linux:" + major);
            case "photon" -> List.of("Photon OS:" + version);
            default -> List.of();
        };
    }

    /** Red Hat's releases are named by CPE, one a repository. */
    private static List<String> redHat(String major) {
        String prefix = "Red Hat:enterprise_linux:" + major;
        return List.of(prefix + "::baseos", prefix + "::appstream", prefix + "::crb", prefix);
    }

    /** SUSE's releases are named by product and module: {@code Linux Enterprise Server 15 SP6}. */
    private static List<String> suse(String version) {
        int dot = version.indexOf('.');
        String release = dot < 0 ? version : version.substring(0, dot) + " SP" + version.substring(dot + 1);
        String prefix = "SUSE:Linux Enterprise ";
        return List.of(
                prefix + "Server " + release,
                prefix + "Module for Basesystem " + release,
                prefix + "Module for Server Applications " + release,
                prefix + "Module for Development Tools " + release,
                prefix + "Micro " + version);
    }

    /** {@code 24.03-LTS-SP1}, of which VERSION_ID holds only the beginning: the rest is in the pretty name. */
    private static String openEuler(Distribution d) {
        int open = d.prettyName().indexOf('(');
        int close = d.prettyName().indexOf(')', open + 1);
        return open > 0 && close > open
                ? d.versionId() + "-" + d.prettyName().substring(open + 1, close)
                : d.versionId();
    }

    private static String major(String version) {
        int dot = version.indexOf('.');
        return dot < 0 ? version : version.substring(0, dot);
    }
}
