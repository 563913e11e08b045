package dev.hullmark.report;

import dev.hullmark.fuzz.Choice;
import dev.hullmark.fuzz.InputFile;
import dev.hullmark.fuzz.Target;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Report;
import dev.hullmark.model.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What says which findings do not count, and reports that are read again. */
public final class ReportTargets {
    private static final Subject SUBJECT =
            new Subject("image", "ghcr.io/acme/shop:1.2", "sha256:" + "ab".repeat(32), "registry");
    private static final String REPORT =
            "{\"schema\":\"hullmark/report/1\",\"subject\":{\"kind\":\"image\",\"name\":\"shop\",\"source\":\"registry\"},\"scanner\":{\"version\":\"1\",\"feeds\":{\"digest\":\"d\",\"updated\":\"u\"}},\"coverage\":[{\"what\":\"npm\",\"status\":\"complete\"}],\"packages\":1,\"findings\":[{\"key\":\"k\",\"id\":\"CVE-2020-8203\",\"kind\":\"vulnerability\",\"severity\":\"high\",\"title\":\"t\",\"package\":{\"purl\":\"pkg:npm/lodash@4.17.15\",\"name\":\"lodash\",\"version\":\"4.17.15\"},\"fixedIn\":[\"4.17.19\"],\"advisory\":{\"source\":\"GHSA\",\"kev\":true,\"cvss\":{\"version\":\"3.1\",\"vector\":\"v\",\"score\":7.4},\"epss\":{\"score\":0.1,\"percentile\":0.2}}}]}";

    private ReportTargets() {}

    public static List<Target> all() {
        return List.of(
                vex(
                                "vex-openvex",
                                "{\"@context\":\"https://openvex.dev/ns/v0.2.0\",\"@id\":\"x\",\"author\":\"Acme\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"version\":1,\"statements\":[{\"vulnerability\":{\"name\":\"CVE-2020-8203\",\"aliases\":[\"GHSA-1\"]},\"products\":[{\"@id\":\"pkg:oci/shop?repository_url=ghcr.io/acme/shop\",\"identifiers\":{\"purl\":\"pkg:npm/lodash\"},\"subcomponents\":[{\"@id\":\"pkg:npm/lodash@4.17.15\"}]}],\"status\":\"not_affected\",\"justification\":\"component_not_present\",\"impact_statement\":\"i\"}]}")
                        .with(
                                "\"statements\":[",
                                "\"products\":[",
                                "\"@id\":\"pkg:",
                                "\"payload\":\"",
                                "\"predicate\":{",
                                "\"dsseEnvelope\":{"),
                vex(
                                "vex-cyclonedx",
                                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"metadata\":{\"timestamp\":\"2026-01-01T00:00:00Z\",\"supplier\":{\"name\":\"Acme\"}},\"components\":[{\"bom-ref\":\"c1\",\"purl\":\"pkg:npm/lodash@4.17.15\"}],\"vulnerabilities\":[{\"id\":\"CVE-2020-8203\",\"references\":[{\"id\":\"GHSA-1\"}],\"affects\":[{\"ref\":\"c1\",\"versions\":[{\"version\":\"4.17.15\",\"status\":\"unaffected\"},{\"range\":\"vers:npm/>=2.0\"}]}],\"analysis\":{\"state\":\"not_affected\",\"justification\":\"code_not_reachable\",\"detail\":\"d\"}}]}")
                        .with("\"vulnerabilities\":[", "\"affects\":[", "\"analysis\":{", "\"range\":\"vers:"),
                vex(
                                "vex-csaf",
                                "{\"document\":{\"category\":\"csaf_vex\",\"csaf_version\":\"2.0\",\"publisher\":{\"name\":\"Acme\"},\"tracking\":{\"current_release_date\":\"2026-01-01T00:00:00+00:00\"}},\"product_tree\":{\"branches\":[{\"branches\":[{\"product\":{\"product_id\":\"shop\",\"product_identification_helper\":{\"purl\":\"pkg:oci/shop?repository_url=ghcr.io/acme/shop\"}}},{\"product\":{\"product_id\":\"lodash\",\"product_identification_helper\":{\"purl\":\"pkg:npm/lodash@4.17.15\"}}}]}],\"relationships\":[{\"category\":\"default_component_of\",\"full_product_name\":{\"product_id\":\"shop:lodash\"},\"product_reference\":\"lodash\",\"relates_to_product_reference\":\"shop\"}]},\"vulnerabilities\":[{\"cve\":\"CVE-2020-8203\",\"product_status\":{\"known_not_affected\":[\"shop:lodash\"],\"known_affected\":[\"shop\"]},\"flags\":[{\"label\":\"component_not_present\",\"product_ids\":[\"shop:lodash\"]}],\"threats\":[{\"category\":\"impact\",\"details\":\"i\",\"product_ids\":[\"shop:lodash\"]}],\"remediations\":[{\"category\":\"workaround\",\"details\":\"w\",\"product_ids\":[\"shop\"]}]}]}")
                        .with("\"branches\":[", "\"relationships\":[", "\"product_status\":{", "\"flags\":["),
                Choice.of(
                                "waivers",
                                waivers(),
                                ignored(
                                        ".trivyignore",
                                        "# a\nCVE-2021-44228 exp:2026-12-01 # b\nGHSA-jfh8-c2jp-5v3q\nAVD-DS-1\n"),
                                ignored(
                                        "ignore.yaml",
                                        "vulnerabilities:\n  - id: CVE-2022-40897\n    paths:\n      - \"usr/*/METADATA\"\n    purls: [\"pkg:deb/debian/libssl3\"]\n    expired_at: 2026-12-31\n    statement: s\nsecrets:\n  - id: x\n"),
                                ignored(
                                        ".grype.yaml",
                                        "ignore:\n  - vulnerability: CVE-2020-8203\n    reason: r\n    package: {name: lodash, version: 4.17.15, type: npm, location: \"/srv/**\"}\n  - fix-state: unknown\n"))
                        .with("\n  - id: ", "expires: ", "package: ", "paths:", "&a ", "*a", "!!str "),
                report());
    }

    private static Target vex(String name, String seed) {
        Report report = ReportReader.read(new ByteArrayInputStream(Target.bytes(REPORT)));
        Inventory inventory = new Inventory(
                SUBJECT,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(Package.of(PackageType.NPM, "lodash", "4.17.15", "/x")),
                List.of(),
                Map.of(),
                Facts.EMPTY);
        return Target.ofText(
                name,
                input -> {
                    Vex vex = Vex.read(new ByteArrayInputStream(input), "vex.json");
                    Report judged = vex.apply(report, inventory);
                    if (judged.findings().size() != report.findings().size()) {
                        throw new Target.Find("a finding was lost or made: " + judged.findings());
                    }
                    return !vex.isEmpty();
                },
                seed);
    }

    private static boolean waived(byte[] input, String file) throws IOException {
        Waivers waivers = Waivers.read(InputFile.holding(input, file));
        waivers.apply(ReportReader.read(new ByteArrayInputStream(Target.bytes(REPORT))), LocalDate.EPOCH);
        return true;
    }

    private static Target waivers() {
        return Target.ofText(
                "waivers",
                input -> waived(input, "waivers.yaml"),
                "- id: CVE-2021-44228\n  reason: r\n  author: a\n  expires: 2026-12-31\n  package: pkg:npm/*\n  path: /srv/*\n");
    }

    private static Target ignored(String file, String seed) {
        return Target.ofText(file, input -> waived(input, file), seed);
    }

    public static Target failOn() {
        return Target.ofText(
                        "fail-on",
                        input -> {
                            FailOn read = FailOn.parse(Target.text(input));
                            FailOn.parse(read.text());
                            return !read.verb(true).isEmpty();
                        },
                        "kev or (high and fix-age > 7d) and not (epss >= 0.5 or cvss<9.1 and fixed)",
                        "critical")
                .with(" or ", " and ", "not ", "fix-age", "epss", "cvss", ">=");
    }

    private static Target report() {
        return Target.ofText(
                        "report",
                        input -> !ReportReader.read(new ByteArrayInputStream(input))
                                .findings()
                                .isEmpty(),
                        REPORT)
                .with("\"findings\":[", "\"advisory\":{", "\"coverage\":[");
    }
}
