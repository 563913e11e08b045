package dev.hullmark.sbom;

import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Purls;
import dev.hullmark.model.SourcePackage;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a package-url alone tells of a package, with the habits of other programs (Syft, Trivy) understood. */
final class PurlPackages {
    private PurlPackages() {}

    /** The package-url type, or "" when the text is no package-url. */
    static String typeOf(String purl) {
        int start = purl.startsWith("pkg:") ? 4 : -1;
        int end = start < 0 ? -1 : purl.indexOf('/', start);
        return end < 0 ? "" : purl.substring(start, end);
    }

    /** The package's own url, or "" when its name allows none. */
    static String purlOf(Package p) {
        try {
            return p.purl();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The package, without evidence; empty when the url is malformed or of a type Hullmark does not know. */
    static Optional<Package> of(String purl) {
        return Purls.parse(purl).map(p -> p.type().ofDistribution() ? distributed(p) : p);
    }

    /**
     * The package under the name that its entry states besides, where that is a Go module's in its own case: the purl
     * specification lowers it, and advisories tell names apart by case.
     */
    static Package named(Package p, String stated) {
        if (p.type() != PackageType.GOLANG || !stated.equalsIgnoreCase(p.name())) {
            return p;
        }
        return new Package(
                p.type(),
                stated,
                p.version(),
                p.namespace(),
                p.qualifiers(),
                p.source(),
                p.licences(),
                p.confidence(),
                p.owner(),
                p.evidence());
    }

    /** What other programs write into the qualifiers of a distribution's package goes where it belongs. */
    private static Package distributed(Package p) {
        Map<String, String> qualifiers = new TreeMap<>(p.qualifiers());
        String version = withEpoch(removed(qualifiers, "epoch"), p.version());
        // Syft's and Red Hat's word for what rpm and Trivy call the modularity label.
        String module = removed(qualifiers, "rpmmod");
        if (!module.isEmpty()) {
            qualifiers.putIfAbsent("modularitylabel", module);
        }
        return new Package(
                p.type(),
                p.name(),
                version,
                p.namespace(),
                qualifiers,
                upstream(removed(qualifiers, "upstream"), version),
                p.licences(),
                p.confidence(),
                p.owner(),
                p.evidence());
    }

    private static String removed(Map<String, String> qualifiers, String name) {
        String value = qualifiers.remove(name);
        return value == null ? "" : value;
    }

    static String withEpoch(String epoch, String version) {
        return epoch.isEmpty() || epoch.equals("0") || version.indexOf(':') >= 0 ? version : epoch + ":" + version;
    }

    /** Syft's {@code upstream} qualifier: {@code name}, {@code name@version} or the file name of a source rpm. */
    static Optional<SourcePackage> upstream(String upstream, String version) {
        if (upstream.isEmpty()) {
            return Optional.empty();
        }
        if (upstream.endsWith(".src.rpm")) {
            return sourceRpm(upstream);
        }
        int at = upstream.indexOf('@');
        return Optional.of(
                at <= 0
                        ? new SourcePackage(upstream, version)
                        : new SourcePackage(upstream.substring(0, at), upstream.substring(at + 1)));
    }

    /** {@code name-version-release.src.rpm}. */
    static Optional<SourcePackage> sourceRpm(String file) {
        int end = file.endsWith(".src.rpm") ? file.length() - ".src.rpm".length() : file.length();
        int release = file.lastIndexOf('-', end - 1);
        int version = release <= 0 ? -1 : file.lastIndexOf('-', release - 1);
        if (version <= 0) {
            return Optional.empty();
        }
        return Optional.of(new SourcePackage(file.substring(0, version), file.substring(version + 1, end)));
    }
}
