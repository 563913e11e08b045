package dev.hullmark.advisories;

import dev.hullmark.fuzz.Choice;
import dev.hullmark.fuzz.InputFile;
import dev.hullmark.fuzz.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Feeds. A bad record is left out and counted, so a record is read alone here: what it throws is seen. */
public final class AdvisoryTargets {
    private interface Records {
        boolean understands(byte[] input) throws IOException, BadRecordException;
    }

    private AdvisoryTargets() {}

    public static List<Target> all() {
        return List.of(
                osv(),
                csaf(),
                Choice.of("errata-xml", amazon(), oracle(), azure())
                        .with(
                                "<update type=\"security\">",
                                "<definition ",
                                "<criterion comment=\"",
                                " is earlier than ",
                                "&amp;",
                                "&#x41;",
                                "<![CDATA["),
                Choice.of("rankings", kev(), epss(), state(), cvss()));
    }

    private static Target.Parser record(Records records) {
        return input -> {
            try {
                return records.understands(input);
            } catch (BadRecordException e) {
                if (e.getMessage() == null || e.getMessage().isBlank()) {
                    throw new AssertionError("a complaint without words", e);
                }
                return false;
            }
        };
    }

    private static Target osv() {
        OsvReader reader = new OsvReader();
        return Target.ofText(
                        "osv",
                        record(input -> !reader.read(input, input.length).id().isEmpty()),
                        "{\"id\":\"GHSA-1\",\"modified\":\"2024-05-06T07:08:09.123Z\",\"withdrawn\":\"2025-01-01T00:00:00Z\",\"aliases\":[\"CVE-2024-1\"],\"upstream\":[\"CVE-2024-2\"],\"summary\":\"s\",\"details\":\"d\",\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"}],\"references\":[{\"type\":\"WEB\",\"url\":\"https://example.com/\"}],\"database_specific\":{\"severity\":\"HIGH\"},\"affected\":[{\"package\":{\"ecosystem\":\"PyPI\",\"name\":\"a\"},\"ranges\":[{\"type\":\"ECOSYSTEM\",\"events\":[{\"introduced\":\"0\"},{\"fixed\":\"1.2\"}]}],\"versions\":[\"1.0\"],\"ecosystem_specific\":{\"urgency\":\"low\"},\"database_specific\":{\"fixed_versions\":[\"1.2\"]}}]}",
                        "{\"id\":\"MAL-1\",\"modified\":\"2024-05-06T07:08:09Z\",\"affected\":[{\"package\":{\"ecosystem\":\"npm\",\"name\":\"b\"},\"severity\":[{\"type\":\"CVSS_V4\",\"score\":\"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N\"}],\"ranges\":[{\"type\":\"SEMVER\",\"events\":[{\"introduced\":\"0\"},{\"last_affected\":\"2\"},{\"limit\":\"3\"}]},{\"type\":\"GIT\",\"events\":[]}]}]}")
                .with(
                        "\"affected\":[",
                        "\"ranges\":[",
                        "\"events\":[",
                        "\"introduced\":\"0\"",
                        "\"fixed\":",
                        "\"versions\":[",
                        "CVSS:3.1/");
    }

    private static Target csaf() {
        RedHatVex reader = new RedHatVex();
        return Target.ofText(
                        "csaf",
                        record(input ->
                                reader.read(new ByteArrayInputStream(input)).isPresent()),
                        "{\"document\":{\"aggregate_severity\":{\"text\":\"Moderate\"},\"category\":\"csaf_vex\",\"tracking\":{\"current_release_date\":\"2024-06-10T00:00:00+00:00\",\"id\":\"CVE-2024-1\"}},\"product_tree\":{\"branches\":[{\"branches\":[{\"category\":\"product_name\",\"product\":{\"name\":\"Red Hat Enterprise Linux 9\",\"product_id\":\"red_hat_enterprise_linux_9\",\"product_identification_helper\":{\"cpe\":\"cpe:/o:redhat:enterprise_linux:9\"}}},{\"category\":\"product_version\",\"product\":{\"product_id\":\"openssl\",\"product_identification_helper\":{\"purl\":\"pkg:rpm/redhat/openssl?arch=src\"}}}]}],\"relationships\":[{\"category\":\"default_component_of\",\"full_product_name\":{\"product_id\":\"red_hat_enterprise_linux_9:openssl\"},\"product_reference\":\"openssl\",\"relates_to_product_reference\":\"red_hat_enterprise_linux_9\"}]},\"vulnerabilities\":[{\"cve\":\"CVE-2024-1\",\"notes\":[{\"category\":\"description\",\"text\":\"d\"}],\"product_status\":{\"known_affected\":[\"red_hat_enterprise_linux_9:openssl\"]},\"remediations\":[{\"category\":\"no_fix_planned\",\"details\":\"Will not fix\",\"product_ids\":[\"red_hat_enterprise_linux_9:openssl\"]}],\"scores\":[{\"cvss_v3\":{\"vectorString\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"},\"products\":[\"red_hat_enterprise_linux_9:openssl\"]}],\"threats\":[{\"category\":\"impact\",\"details\":\"Low\",\"product_ids\":[\"red_hat_enterprise_linux_9:openssl\"]}]}]}")
                .with(
                        "\"product_tree\":{",
                        "\"branches\":[",
                        "\"relationships\":[",
                        "\"product_status\":{",
                        "\"fixed\":[",
                        "\"cpe\":\"cpe:/");
    }

    private static Target xml(String name, NativeFeed feed, String... seeds) {
        return Target.ofText(
                name,
                input -> {
                    RecordReader reader = new RecordReader(name);
                    List<Advisory> read = new ArrayList<>();
                    feed.read(List.of(InputFile.holding(input, "feed.xml")), reader, read::add);
                    return !read.isEmpty();
                },
                seeds);
    }

    private static Target amazon() {
        return xml(
                "amazon",
                new AmazonLinux(),
                "<?xml version=\"1.0\" ?>\n<updates><update status=\"final\" version=\"1.4\" type=\"security\"><id>ALAS2-2024-1</id><title>t</title><issued date=\"2024-07-01 20:41:00\" /><updated date=\"2024-07-02 23:22:00\" /><severity>Important</severity><description>a &amp; b</description><references><reference href=\"h\" id=\"CVE-2024-1\" type=\"cve\"/></references><pkglist><collection short=\"amazon-linux-2\"><name>Amazon Linux 2</name><package arch=\"x86_64\" name=\"a\" release=\"1.amzn2\" version=\"2\" epoch=\"0\"><filename>f</filename></package></collection></pkglist></update></updates>");
    }

    private static Target oracle() {
        return xml(
                "oracle",
                new OracleLinux(),
                "<oval_definitions xmlns=\"http://oval.mitre.org/XMLSchema/oval-definitions-5\"><definitions><definition id=\"oval:com.oracle.elsa:def:20241\" class=\"patch\"><metadata><title>ELSA-2024-1: a security update (IMPORTANT)</title><affected family=\"unix\"><platform>Oracle Linux 9</platform></affected><reference source=\"elsa\" ref_id=\"ELSA-2024-1\" ref_url=\"https://x/\"/><reference source=\"CVE\" ref_id=\"CVE-2024-1\"/><description>d</description><advisory><severity>IMPORTANT</severity><issued date=\"2024-06-06\"/><cve cvss3=\"7.5/CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H\">CVE-2024-1</cve></advisory></metadata><criteria operator=\"AND\"><criterion test_ref=\"t1\" comment=\"Oracle Linux 9 is installed\"/><criteria operator=\"OR\"><criteria operator=\"AND\"><criterion comment=\"Oracle Linux arch is x86_64\"/><criteria operator=\"OR\"><criteria operator=\"AND\"><criterion comment=\"rsync is earlier than 0:3.2.3-19.el9_4.1\"/></criteria></criteria></criteria></criteria></criteria></definition></definitions></oval_definitions>");
    }

    private static Target azure() {
        return xml(
                "azure",
                new AzureLinux(),
                "<oval_definitions xmlns=\"http://oval.mitre.org/XMLSchema/oval-definitions-5\" xmlns:linux-def=\"http://oval.mitre.org/XMLSchema/oval-definitions-5#linux\"><definitions><definition class=\"vulnerability\" id=\"oval:com.microsoft.azurelinux:def:74153\" version=\"1\"><metadata><title>CVE-2026-21441 affecting package x for versions less than 2.16.1-10</title><affected family=\"unix\"><platform>Azure Linux</platform></affected><reference ref_id=\"CVE-2026-21441\" ref_url=\"https://x/\" source=\"CVE\"/><patchable>true</patchable><advisory_date>2026-01-20T21:31:32Z</advisory_date><advisory_id>74153-1</advisory_id><severity>High</severity><description>d</description></metadata><criteria operator=\"AND\"><criterion comment=\"Package x is earlier than 2.16.1-10, affected by CVE-2026-21441\" test_ref=\"t:1\"/></criteria></definition></definitions><tests><linux-def:rpminfo_test check=\"at least one\" id=\"t:1\" version=\"1\"><linux-def:object object_ref=\"o:1\"/><linux-def:state state_ref=\"s:1\"/></linux-def:rpminfo_test></tests><objects><linux-def:rpminfo_object id=\"o:1\" version=\"1\"><linux-def:name>x</linux-def:name></linux-def:rpminfo_object></objects><states><linux-def:rpminfo_state id=\"s:1\" version=\"1\"><linux-def:evr datatype=\"evr_string\" operation=\"less than\">0:2.16.1-10.azl3</linux-def:evr></linux-def:rpminfo_state></states></oval_definitions>");
    }

    private static Target kev() {
        return Target.ofText(
                "kev",
                input -> !Rankings.readKev(new ByteArrayInputStream(input))
                        .cves()
                        .isEmpty(),
                "{\"title\":\"t\",\"dateReleased\":\"2026-01-01T00:00:00.1Z\",\"vulnerabilities\":[{\"cveID\":\"CVE-2024-1\",\"product\":\"x\"},{\"cveID\":\"no\"}]}");
    }

    private static Target epss() {
        return Target.ofText(
                "epss",
                input -> !Rankings.readEpss(new ByteArrayInputStream(input))
                        .byCve()
                        .isEmpty(),
                "#model_version:v2025.03.14,score_date:2026-01-01T00:00:00+0000\ncve,epss,percentile\nCVE-1999-0001,0.01,0.9\n");
    }

    private static Target state() {
        return Target.ofText(
                "state", input -> !FeedState.parse(Target.text(input)).text().isEmpty(), "a b c");
    }

    private static Target cvss() {
        CvssScore scores = new CvssScore();
        return Target.ofText(
                "cvss",
                input -> scores.rate(Target.text(input)).isPresent(),
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
                "AV:N/AC:L/Au:N/C:P/I:P/A:P");
    }
}
