package dev.hullmark.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing worth knowing. The one currency of every check, output, gate, waiver and sink.
 *
 * @param key identity over time: {@link #keyOf}
 * @param id the CVE if there is one, else GHSA, else the source's id; or the rule's id
 * @param kind what sort of thing
 * @param severity how bad
 * @param title one line
 * @param subject what it is about, when the report has many subjects
 * @param pkg the package, when it is about one
 * @param fixedIn versions that are no longer affected, lowest first
 * @param evidence where it was found
 * @param advisory what the source says, for a vulnerability or malware
 * @param use what the sensor saw of the package
 * @param remediation what to do, one line, or ""
 * @param waived why it does not count, when somebody decided so
 */
public record Finding(
        String key,
        String id,
        Kind kind,
        Severity severity,
        String title,
        Optional<Subject> subject,
        Optional<PackageRef> pkg,
        List<String> fixedIn,
        List<Evidence> evidence,
        Optional<AdvisoryRef> advisory,
        Optional<Use> use,
        String remediation,
        Optional<Waived> waived) {

    public enum Kind {
        VULNERABILITY,
        MALWARE,
        PRIVILEGE,
        HARDENING,
        SECRET,
        LICENCE,
        BEHAVIOUR,
        TLS,
        POLICY;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was seen of a package at run time; the most telling first. */
    public enum Use {
        LISTENING,
        EXECUTED,
        MAPPED,
        OPENED,
        NOT_SEEN,
        UNKNOWN;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** The package a finding is about, by name as its ecosystem writes it. */
    public record PackageRef(String purl, String name, String version) {}

    /** Why a finding does not count, and until when ({@code YYYY-MM-DD}, or ""). */
    public record Waived(String reason, String author, String expires) {}

    /**
     * What the advisory says.
     *
     * @param source the advisory's own id at its source, for instance {@code DEBIAN-CVE-2024-1234}
     * @param aliases every other id of the same vulnerability, sorted
     * @param cvss the score shown, highest version first choice
     * @param epss the Exploit Prediction score (first.org/epss)
     * @param kev whether CISA lists it as exploited
     * @param published when an advisory about it was first published: a fix named there is no older
     */
    public record AdvisoryRef(
            String source,
            List<String> aliases,
            Optional<Cvss> cvss,
            Optional<Epss> epss,
            boolean kev,
            Optional<Instant> published) {
        public AdvisoryRef {
            aliases = List.copyOf(aliases);
        }

        /** What a source says that tells no dates. */
        public AdvisoryRef(String source, List<String> aliases, Optional<Cvss> cvss, Optional<Epss> epss, boolean kev) {
            this(source, aliases, cvss, epss, kev, Optional.empty());
        }
    }

    /** A CVSS rating: version {@code 3.1}, vector, base score 0–10. */
    public record Cvss(String version, String vector, double score) {}

    /** Probability of exploitation within 30 days and its percentile, both 0–1. */
    public record Epss(double score, double percentile) {}

    public Finding {
        fixedIn = List.copyOf(fixedIn);
        evidence = List.copyOf(evidence);
    }

    public Finding withPackage(PackageRef ref) {
        return new Finding(
                key,
                id,
                kind,
                severity,
                title,
                subject,
                Optional.of(ref),
                fixedIn,
                evidence,
                advisory,
                use,
                remediation,
                waived);
    }

    public Finding withWaived(Waived reason) {
        return new Finding(
                key,
                id,
                kind,
                severity,
                title,
                subject,
                pkg,
                fixedIn,
                evidence,
                advisory,
                use,
                remediation,
                Optional.of(reason));
    }

    /**
     * The identity of a finding: the same for the same thing in the next scan, whatever the layer or the advisory's
     * text. 128 bits of SHA-256 over the parts, in hex.
     *
     * @param about the package's purl, or the subject's name
     * @param path canonical evidence path, or ""
     */
    public static String keyOf(Kind kind, String id, String about, String path) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] digest =
                    sha.digest(String.join("\n", kind.text(), id, about, path).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
