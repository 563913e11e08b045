package dev.hullmark.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One installed package.
 *
 * @param type its package-url type
 * @param name its full name as its ecosystem (and OSV) writes it: {@code openssl}, {@code @babel/core},
 *     {@code org.apache.logging.log4j:log4j-core}, {@code golang.org/x/net}; PyPI names are normalised (PEP 503)
 * @param version its full version as its own database writes it: deb {@code 1:2.3-4}, rpm {@code [epoch:]version-release}
 * @param namespace for a distribution's package the distribution's id ({@code debian}); "" otherwise, and until the
 *     distribution is known
 * @param qualifiers package-url qualifiers such as {@code arch}, {@code distro}, {@code modularitylabel}, by name
 * @param source the source package, for a distribution's package
 * @param licences as declared, in the ecosystem's own notation
 * @param confidence how sure name and version are
 * @param owner the purl of the distribution's package that installed these files, or ""; when set, only the
 *     distribution's advisories judge this package
 * @param evidence where it was found; the first entry is the file that named it
 */
public record Package(
        PackageType type,
        String name,
        String version,
        String namespace,
        Map<String, String> qualifiers,
        Optional<SourcePackage> source,
        List<String> licences,
        Confidence confidence,
        String owner,
        List<Evidence> evidence) {

    public Package {
        qualifiers = java.util.Collections.unmodifiableMap(new TreeMap<>(qualifiers));
        licences = List.copyOf(licences);
        evidence = List.copyOf(evidence);
    }

    /** A package of which only the name, version and one file are known. */
    public static Package of(PackageType type, String name, String version, String path) {
        return new Package(
                type,
                name,
                version,
                "",
                Map.of(),
                Optional.empty(),
                List.of(),
                Confidence.CERTAIN,
                "",
                List.of(Evidence.of(path)));
    }

    /** The canonical package-url of this package. */
    public String purl() {
        return Purls.of(this);
    }

    public Package withEvidence(List<Evidence> newEvidence) {
        return new Package(
                type, name, version, namespace, qualifiers, source, licences, confidence, owner, newEvidence);
    }

    public Package withOwner(String newOwner) {
        return new Package(
                type, name, version, namespace, qualifiers, source, licences, confidence, newOwner, evidence);
    }

    public Package withSource(SourcePackage newSource) {
        return new Package(
                type,
                name,
                version,
                namespace,
                qualifiers,
                Optional.of(newSource),
                licences,
                confidence,
                owner,
                evidence);
    }

    public Package withConfidence(Confidence newConfidence) {
        return new Package(
                type, name, version, namespace, qualifiers, source, licences, newConfidence, owner, evidence);
    }

    public Package withLicences(List<String> newLicences) {
        return new Package(
                type, name, version, namespace, qualifiers, source, newLicences, confidence, owner, evidence);
    }

    public Package withQualifier(String key, String value) {
        Map<String, String> changed = new TreeMap<>(qualifiers);
        changed.put(key, value);
        return new Package(type, name, version, namespace, changed, source, licences, confidence, owner, evidence);
    }

    /** This package as one of the given distribution: namespace and {@code distro} qualifier set. */
    public Package in(Distribution distribution) {
        Map<String, String> changed = new TreeMap<>(qualifiers);
        changed.put(
                "distro",
                distribution.versionId().isEmpty()
                        ? distribution.id()
                        : distribution.id() + "-" + distribution.versionId());
        return new Package(
                type, name, version, distribution.id(), changed, source, licences, confidence, owner, evidence);
    }
}
