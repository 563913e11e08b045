package dev.hullmark.sbom;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes another program's packages look as if we had catalogued them: a scan of a document judges as one of the image. */
final class Distributions {
    private Distributions() {}

    /** os-release's {@code ID} for the names that Trivy and Syft use. */
    static String id(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "redhat", "red hat" -> "rhel";
            case "alma" -> "almalinux";
            case "amazon", "amazonlinux" -> "amzn";
            case "oracle", "oraclelinux" -> "ol";
            case "rockylinux" -> "rocky";
            case "opensuse.leap" -> "opensuse-leap";
            case "opensuse.tumbleweed" -> "opensuse-tumbleweed";
            case "suse linux enterprise server" -> "sles";
            case "cbl-mariner" -> "mariner";
            default -> lower;
        };
    }

    /** os-release's {@code VERSION_ID}: Debian's has no point release and Amazon's no name, which Trivy states. */
    static String version(String id, String version) {
        int dot = version.indexOf('.');
        int blank = version.indexOf(' ');
        return id.equals("debian") && dot > 0
                ? version.substring(0, dot)
                : id.equals("amzn") && blank > 0 ? version.substring(0, blank) : version;
    }

    static Inventory settle(
            Subject subject,
            Optional<Distribution> stated,
            List<LayerInfo> layers,
            List<Package> packages,
            List<Coverage> coverage) {
        Optional<Distribution> distribution = stated.isPresent() ? stated : ofPackages(packages);
        List<Package> settled = new ArrayList<>(packages.size());
        for (Package p : packages) {
            boolean its = distribution.isPresent()
                    && p.type().ofDistribution()
                    && id(p.namespace()).equals(distribution.get().id());
            settled.add(its ? p.in(distribution.get()) : p);
        }
        settled.sort(Comparator.comparing(Package::type)
                .thenComparing(Package::name)
                .thenComparing(Package::version)
                .thenComparing(p ->
                        p.evidence().isEmpty() ? "" : p.evidence().getFirst().path()));
        List<Coverage> told = new ArrayList<>(coverage);
        told.addAll(Unsaid.coverage(settled));
        return new Inventory(subject, distribution, Optional.empty(), layers, settled, told, Map.of(), Facts.EMPTY);
    }

    /** What the packages' own urls say: {@code pkg:deb/debian/…?distro=debian-12}, or {@code distro=bookworm}. */
    private static Optional<Distribution> ofPackages(List<Package> packages) {
        for (Package p : packages) {
            String distro = p.qualifiers().getOrDefault("distro", "");
            if (p.type().ofDistribution() && !distro.isEmpty()) {
                int dash = distro.lastIndexOf('-');
                boolean named = dash > 0;
                String id = id(named ? distro.substring(0, dash) : p.namespace());
                String release = distro.substring(dash + 1);
                boolean numbered = release.isEmpty() || Character.isDigit(release.charAt(0));
                return Optional.of(
                        numbered
                                ? new Distribution(id, version(id, release), "", "", "")
                                : new Distribution(id, "", release, "", ""));
            }
        }
        return Optional.empty();
    }
}
