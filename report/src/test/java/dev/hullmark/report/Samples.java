package dev.hullmark.report;

import dev.hullmark.model.Confidence;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.AdvisoryRef;
import dev.hullmark.model.Finding.Cvss;
import dev.hullmark.model.Finding.Epss;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Finding.PackageRef;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Report;
import dev.hullmark.model.ReportOrder;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small findings, reports and outcomes. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    static final Subject SUBJECT = new Subject("image", "registry.example.com/shop:1", "sha256:1234", "registry");

    static final Package LOG4J = Package.of(
            PackageType.MAVEN, "org.apache.logging.log4j:log4j-core", "2.14.1", "/opt/log4j-core-2.14.1.jar");
    static final Package LODASH =
            Package.of(PackageType.NPM, "lodash", "4.17.15", "/srv/node_modules/lodash/package.json");
    static final Package LIBSSL = deb("libssl3", "3.0.11-1~deb12u2");
    static final Package OPENSSL = deb("openssl", "3.0.11-1~deb12u2");

    static final Finding LOG4SHELL = vulnerability(
            "CVE-2021-44228", LOG4J, Severity.CRITICAL, "Remote code injection in Log4j", 0.97, true, "2.15.0");
    static final Finding PROTOTYPE = vulnerability(
            "CVE-2020-8203", LODASH, Severity.HIGH, "Prototype pollution in lodash", 0.021, false, "4.17.19");

    private Samples() {}

    static Package deb(String name, String version) {
        return new Package(
                PackageType.DEB,
                name,
                version,
                "debian",
                Map.of("arch", "amd64"),
                Optional.empty(),
                List.of(),
                Confidence.CERTAIN,
                "",
                List.of(new Evidence("/var/lib/dpkg/status", "sha256:aaaa", 0, "ADD rootfs.tar /", 0)));
    }

    static Finding vulnerability(
            String id, Package p, Severity severity, String title, double epss, boolean kev, String... fixedIn) {
        return finding(Kind.VULNERABILITY, id, p, severity, title, epss, kev, List.of(fixedIn));
    }

    static Finding finding(
            Kind kind,
            String id,
            Package p,
            Severity severity,
            String title,
            double epss,
            boolean kev,
            List<String> fixedIn) {
        return new Finding(
                Finding.keyOf(kind, id, p.purl(), ""),
                id,
                kind,
                severity,
                title,
                Optional.empty(),
                Optional.of(new PackageRef(p.purl(), p.name(), p.version())),
                fixedIn,
                p.evidence(),
                Optional.of(new AdvisoryRef(
                        "GHSA-" + id.toLowerCase(java.util.Locale.ROOT),
                        List.of(id),
                        severity == Severity.CRITICAL
                                ? Optional.of(new Cvss("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0))
                                : Optional.empty(),
                        epss < 0 ? Optional.empty() : Optional.of(new Epss(epss, epss)),
                        kev)),
                Optional.empty(),
                fixedIn.isEmpty() ? "" : "upgrade " + p.name() + " to " + fixedIn.getFirst(),
                Optional.empty());
    }

    static Report report(List<Coverage> coverage, Finding... findings) {
        List<Finding> sorted = new ArrayList<>(List.of(findings));
        sorted.sort(ReportOrder.MOST_URGENT_FIRST);
        return new Report(
                SUBJECT, new Report.Scanner("0.1.0", "sha256:feed", "2026-11-22T01:00:00Z"), coverage, 4, sorted);
    }

    static Outcome outcome(Report report, Optional<GateResult> gate) {
        Inventory inventory = new Inventory(
                SUBJECT,
                Optional.of(new Distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)", "")),
                Optional.empty(),
                List.of(),
                List.of(LIBSSL, OPENSSL, LODASH, LOG4J),
                List.of(),
                Map.of(),
                Facts.EMPTY);
        return new Outcome(report, inventory, gate, NOW);
    }

    static String show(String format, Outcome outcome, ReportOptions options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ReportFormats.named(format).write(outcome, options, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static String show(String format, Report report) {
        return show(format, outcome(report, Optional.empty()), ReportOptions.PLAIN);
    }
}
