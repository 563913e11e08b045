package dev.hullmark.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.advisories.Affected.Event;
import dev.hullmark.advisories.Affected.Status;
import dev.hullmark.model.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The feeds of distributions outside OSV, each in its real shape. */
class NativeFeedsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

    @TempDir
    Path temp = Path.of("");

    private Path from = Path.of("");
    private AdvisoryStore store = new AdvisoryStore(Path.of(""));

    @BeforeEach
    void prepare() {
        from = temp.resolve("from");
        store = new AdvisoryStore(temp.resolve("store"), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void put(String path, String text) throws IOException {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String path, byte[] bytes) throws IOException {
        Path file = from.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(1))));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private FeedResult imported() {
        StoreResult result = store.importFrom(from, Progress.NONE);
        assertThat(result.feeds()).hasSize(1);
        return result.feeds().getFirst();
    }

    /** {@code ID from < fixed STATUS} for each say on a package. */
    private List<String> lookup(String ecosystem, String name) {
        try (AdvisoryIndex index = store.open().orElseThrow()) {
            List<String> found = new ArrayList<>();
            for (AdvisoryIndex.Candidate candidate : index.lookup(ecosystem, name)) {
                Affected a = candidate.affected();
                String range = a.ranges().stream()
                        .flatMap(r -> r.events().stream())
                        .map(NativeFeedsTest::text)
                        .collect(Collectors.joining(" "));
                String status = a.status() == Status.AFFECTED ? "" : " " + a.status();
                found.add(candidate.advisory().id() + " " + range + status);
            }
            return found;
        }
    }

    private static String text(Event event) {
        return switch (event.kind()) {
            case INTRODUCED -> ">=" + event.version();
            case FIXED -> "<" + event.version();
            case LAST_AFFECTED -> "<=" + event.version();
            case LIMIT -> "limit " + event.version();
        };
    }

    private Advisory find(String id) {
        try (AdvisoryIndex index = store.open().orElseThrow()) {
            return index.find(id).getFirst();
        }
    }

    // Amazon Linux

    private static String alas(String id, String type, String cves, String packages) {
        StringBuilder references = new StringBuilder();
        for (String cve : cves.split(" ")) {
            references
                    .append("<reference href=\"https://cve.mitre.org/cgi-bin/cvename.cgi?name=" + cve
                            + "\" title=\"\" id=\"")
                    .append(cve)
                    .append("\" type=\"cve\" />");
        }
        return """
                <update status="final" version="1.4" author="linux-security@amazon.com" type="%s" from="linux-security@amazon.com">
                <id>%s</id><title>Amazon Linux - %s: important priority package update</title>
                <issued date="2024-07-01 20:41:00" /><updated date="2024-07-02 23:22:00" />
                <severity>Important</severity><description>Package updates &amp; more &lt;here&gt;</description>
                <references>%s</references><pkglist><collection short="amazon-linux-2"><name>Amazon Linux 2</name>
                %s</collection></pkglist></update>
                """.formatted(type, id, id, references, packages);
    }

    private static String rpm(String name, String version, String release, String epoch, String arch) {
        return """
                <package arch="%s" name="%s" release="%s" version="%s" epoch="%s"><filename>Packages/x.rpm</filename></package>
                """.formatted(arch, name, release, version, epoch);
    }

    private static String updates(String... updates) {
        return "<?xml version=\"1.0\" ?>\n<updates>" + String.join("", updates) + "</updates>\n";
    }

    @Test
    void amazonsRepositoriesAreImported() throws IOException {
        put(
                "Amazon Linux/2/x86_64/updateinfo.xml.gz",
                gzip(updates(
                        alas(
                                "ALAS2-2024-1",
                                "security",
                                "CVE-2024-1 CVE-2024-2",
                                rpm("openssl-libs", "1.0.2k", "24.amzn2.0.12", "1", "x86_64")
                                        + rpm("openssl-libs", "1.0.2k", "24.amzn2.0.12", "1", "i686")),
                        alas("ALAS2-2024-3", "bugfix", "CVE-2024-3", rpm("curl", "8", "1.amzn2", "0", "x86_64")))));
        put(
                "Amazon Linux/2/aarch64/0abc-updateinfo.xml",
                updates(alas(
                        "ALAS2-2024-1",
                        "security",
                        "CVE-2024-1 CVE-2024-2",
                        rpm("openssl-libs", "1.0.2k", "24.amzn2.0.12", "1", "aarch64")
                                + rpm("openssl-arm", "1.0.2k", "24.amzn2.0.12", "1", "aarch64"))));
        put(
                "Amazon Linux/2023/updateinfo.xml",
                updates(alas(
                        "ALAS2023-2024-9",
                        "security",
                        "CVE-2024-1",
                        rpm("openssl-libs", "3.0.8", "1.amzn2023.0.12", "1", "x86_64"))));
        FeedResult result = imported();
        assertThat(result.records()).isEqualTo(2);
        assertThat(result.skipped()).isZero();
        assertThat(lookup("Amazon Linux:2", "openssl-libs"))
                .containsExactly("ALAS2-2024-1 >=0 <1:1.0.2k-24.amzn2.0.12");
        assertThat(lookup("Amazon Linux:2", "openssl-arm")).hasSize(1);
        assertThat(lookup("Amazon Linux:2", "curl")).isEmpty();
        assertThat(lookup("Amazon Linux:2023", "openssl-libs"))
                .containsExactly("ALAS2023-2024-9 >=0 <1:3.0.8-1.amzn2023.0.12");
        Advisory advisory = find("CVE-2024-2");
        assertThat(advisory.severity()).isEqualTo("important");
        assertThat(advisory.erratum()).isTrue();
        assertThat(advisory.modified()).isEqualTo(Instant.parse("2024-07-02T23:22:00Z"));
        assertThat(advisory.details()).isEqualTo("Package updates & more <here>");
    }

    @Test
    void anExtrasFixHoldsInItsOwnLine() throws IOException {
        put(
                "Amazon Linux/2/updateinfo.xml",
                updates(
                        alas(
                                "ALAS2-2024-1",
                                "security",
                                "CVE-2024-1",
                                rpm("kernel", "4.14.336", "1.amzn2", "0", "x86_64")),
                        alas(
                                "ALASKERNEL-5.10-2024-2",
                                "security",
                                "CVE-2024-1",
                                rpm("kernel", "5.10.205", "1.amzn2", "0", "x86_64")),
                        alas(
                                "ALAS2DOCKER-2024-3",
                                "security",
                                "CVE-2024-4",
                                rpm("docker", "20.10.25", "1.amzn2", "0", "x86_64"))));
        imported();
        assertThat(lookup("Amazon Linux:2", "kernel"))
                .containsExactly(
                        "ALAS2-2024-1 >=0 <4.14.336-1.amzn2", "ALASKERNEL-5.10-2024-2 >=5.10 <5.10.205-1.amzn2");
        assertThat(lookup("Amazon Linux:2", "docker")).containsExactly("ALAS2DOCKER-2024-3 >=0 <20.10.25-1.amzn2");
    }

    @ParameterizedTest
    @CsvSource({
        "ALAS2-2024-1, ''",
        "ALAS-2018-939, ''",
        "ALAS2023-2024-1, ''",
        "ALASKERNEL-5.10-2022-002, kernel-5.10",
        "ALAS2PHP8.2-2024-001, php8.2",
        "ALAS2023LIVEPATCH-2024-001, livepatch",
        "ALAS, ''"
    })
    void anAdvisorysIdNamesItsExtra(String id, String extra) {
        assertThat(AmazonLinux.extra(id)).isEqualTo(extra);
    }

    @Test
    void amazonsOddRecordsAreLeftOutAndCounted() throws IOException {
        put(
                "Amazon Linux/updateinfo.xml",
                updates(
                        alas("ALAS2-2024-1", "security", "CVE-2024-1", rpm("a", "1", "1.amzn2", "0", "x86_64")),
                        alas("ALAS2-2024-2", "security", "CVE-2024-2", ""),
                        alas("RHSA-1", "security", "CVE-2024-2", rpm("a", "1", "1.amzn2", "0", "x86_64")),
                        "<update/>"));
        FeedResult result = imported();
        assertThat(result.records()).isEqualTo(1);
        assertThat(result.skipped()).isEqualTo(3);
        assertThat(result.skippedNames()).contains("ALAS2-2024-2: no package in it", "RHSA-1: no ALAS id");
    }

    // Oracle Linux

    private static String elsa(String number, String severity, String criteria) {
        return """
                <definition id="oval:com.oracle.elsa:def:2024%s" version="501" class="patch">
                <metadata><title>ELSA-2024-%s:  security update (%s)</title>
                <affected family="unix"><platform>Oracle Linux 9</platform></affected>
                <reference source="elsa" ref_id="ELSA-2024-%s" ref_url="https://linux.oracle.com/errata/ELSA-2024-%s.html"/>
                <reference source="CVE" ref_id="CVE-2024-%s" ref_url="https://linux.oracle.com/cve/CVE-2024-%s.html"/>
                <description>[1.0] - fix</description>
                <advisory><severity>%s</severity><rights>Copyright 2024 Oracle, Inc.</rights>
                <issued date="2024-06-06"/>
                <cve cvss3="7.5/CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H" href="https://linux.oracle.com/cve/x.html">CVE-2024-%s</cve>
                </advisory></metadata>
                <criteria operator="AND"><criterion test_ref="t1" comment="Oracle Linux 9 is installed"/>%s</criteria>
                </definition>
                """.formatted(number, number, severity, number, number, number, number, severity, number, criteria);
    }

    private static String arch(String arch, String... packages) {
        StringBuilder text = new StringBuilder("<criteria operator=\"AND\"><criterion test_ref=\"t2\""
                + " comment=\"Oracle Linux arch is " + arch + "\"/><criteria operator=\"OR\">");
        for (String p : packages) {
            String name = p.substring(0, p.indexOf(' '));
            text.append("<criteria operator=\"AND\"><criterion test_ref=\"t3\" comment=\"")
                    .append(p)
                    .append("\"/><criterion test_ref=\"t4\" comment=\"")
                    .append(name)
                    .append(" is signed with the Oracle Linux 9 key\"/></criteria>");
        }
        return text.append("</criteria></criteria>").toString();
    }

    private static String oval(String... definitions) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5">
                <generator><oval:schema_version xmlns:oval="http://oval.mitre.org/XMLSchema/oval-common-5">5.3</oval:schema_version></generator>
                <definitions>%s</definitions>
                <tests><rpminfo_test xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5#linux" id="t1"/></tests>
                </oval_definitions>
                """.formatted(String.join("", definitions));
    }

    @Test
    void oraclesOvalIsImported() throws IOException {
        put(
                "Oracle Linux/com.oracle.elsa-all.xml.gz",
                gzip(oval(
                        elsa(
                                "3661",
                                "IMPORTANT",
                                "<criteria operator=\"OR\">"
                                        + arch(
                                                "x86_64",
                                                "rsync is earlier than 0:3.2.3-19.el9_4.1",
                                                "rsync-x is earlier than 1:2-1.el9")
                                        + arch("aarch64", "rsync is earlier than 0:3.2.3-19.el9_4.1")
                                        + "</criteria>"),
                        elsa(
                                "3662",
                                "MODERATE",
                                "<criterion test_ref=\"m\" comment=\"Module nodejs:18 is enabled\"/>"
                                        + "<criteria operator=\"OR\">"
                                        + arch("x86_64", "npm is earlier than 1:9.5-1.18.module+el9.3.0+1+ab")
                                        + arch("aarch64", "npm is earlier than 1:9.5-1.18.module+el9.3.0+1+ab")
                                        + "</criteria>"))));
        FeedResult result = imported();
        assertThat(result.records()).isEqualTo(2);
        assertThat(lookup("Oracle Linux:9", "rsync")).containsExactly("ELSA-2024-3661 >=0 <3.2.3-19.el9_4.1");
        assertThat(lookup("Oracle Linux:9", "rsync-x")).isEmpty();
        assertThat(lookup("Oracle Linux:9", "rsync-x.x86_64")).containsExactly("ELSA-2024-3661 >=0 <1:2-1.el9");
        assertThat(lookup("Oracle Linux:9", "npm")).isEmpty();
        assertThat(lookup("Oracle Linux:9", "nodejs:18/npm"))
                .containsExactly("ELSA-2024-3662 >=0 <1:9.5-1.18.module+el9.3.0+1+ab");
        Advisory advisory = find("CVE-2024-3661");
        assertThat(advisory.severity()).isEqualTo("important");
        assertThat(advisory.cvss()).hasSize(1).first().satisfies(c -> assertThat(c.score())
                .isEqualTo(7.5));
        assertThat(advisory.references()).containsExactly("https://linux.oracle.com/errata/ELSA-2024-3661.html");
        assertThat(advisory.modified()).isEqualTo(Instant.parse("2024-06-06T00:00:00Z"));
    }

    /** Not understood is not a condition: the fix holds for all, rather than for none. */
    @Test
    void aModuleWithoutANameIsNone() throws IOException {
        String criteria = "<criterion test_ref=\"m\" comment=\"Module is enabled\"/>"
                + arch("x86_64", "npm is earlier than 1:9.5-1.el9")
                + arch("aarch64", "npm is earlier than 1:9.5-1.el9");
        put("Oracle Linux/com.oracle.elsa-all.xml.gz", gzip(oval(elsa("1", "LOW", criteria))));
        imported();
        assertThat(lookup("Oracle Linux:9", "npm")).hasSize(1);
    }

    @Test
    void oraclesFileMayBeGivenByItself() throws IOException {
        put("com.oracle.elsa-all.xml", oval(elsa("1", "LOW", arch("x86_64", "a is earlier than 0:1-1.el9"))));
        StoreResult result = store.importFrom(from.resolve("com.oracle.elsa-all.xml"), Progress.NONE);
        assertThat(result.failed()).isEmpty();
        assertThat(result.feeds().getFirst().name()).isEqualTo("Oracle Linux");
    }

    // Azure Linux

    private static String azure(String maker, String suffix, String operation) {
        return """
                <oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5" xmlns:linux-def="http://oval.mitre.org/XMLSchema/oval-definitions-5#linux">
                <definitions><definition class="vulnerability" id="oval:com.microsoft.%1$s:def:74153" version="1"><metadata>
                <title>CVE-2026-21441 affecting package tensorflow for versions less than 2.16.1-10</title>
                <affected family="unix"><platform>Azure Linux</platform></affected>
                <reference ref_id="CVE-2026-21441" ref_url="https://nvd.nist.gov/vuln/detail/CVE-2026-21441" source="CVE"/>
                <patchable>true</patchable><advisory_date>2026-01-20T21:31:32Z</advisory_date><advisory_id>74153-1</advisory_id>
                <severity>High</severity><description>CVE-2026-21441 affecting package tensorflow.</description></metadata>
                <criteria operator="AND"><criterion comment="Package tensorflow is earlier than 2.16.1-10, affected by CVE-2026-21441" test_ref="oval:com.microsoft.%1$s:tst:74153000"/></criteria>
                </definition></definitions>
                <tests><linux-def:rpminfo_test check="at least one" id="oval:com.microsoft.%1$s:tst:74153000" version="1">
                <linux-def:object object_ref="oval:com.microsoft.%1$s:obj:74153001"/><linux-def:state state_ref="oval:com.microsoft.%1$s:ste:74153002"/></linux-def:rpminfo_test></tests>
                <objects><linux-def:rpminfo_object id="oval:com.microsoft.%1$s:obj:74153001" version="1"><linux-def:name>tensorflow</linux-def:name></linux-def:rpminfo_object></objects>
                <states><linux-def:rpminfo_state id="oval:com.microsoft.%1$s:ste:74153002" version="1"><linux-def:evr datatype="evr_string" operation="%3$s">0:2.16.1-10%2$s</linux-def:evr></linux-def:rpminfo_state></states>
                </oval_definitions>
                """.formatted(maker, suffix, operation);
    }

    @Test
    void azuresOvalIsImportedOfEachRelease() throws IOException {
        put("Azure Linux/azurelinux-3.0-oval.xml", azure("azurelinux", ".azl3", "less than"));
        put("Azure Linux/cbl-mariner-2.0-oval.xml.gz", gzip(azure("cbl-mariner", ".cm2", "less than or equal")));
        assertThat(imported().records()).isEqualTo(2);
        assertThat(lookup("Azure Linux:3", "tensorflow")).containsExactly("AZL-74153 >=0 <2.16.1-10.azl3");
        assertThat(lookup("Azure Linux:2", "tensorflow")).containsExactly("CBL-MARINER-74153 >=0 <=2.16.1-10.cm2");
        assertThat(find("AZL-74153").severity()).isEqualTo("high");
        assertThat(find("AZL-74153").aliases()).containsExactly("CVE-2026-21441");
    }

    @Test
    void azuresReleaseIsKnownWithoutATagAndAnUnknownTestIsNoSilence() throws IOException {
        put("Azure Linux/azurelinux-3.0-oval.xml", azure("azurelinux", "", "less than"));
        put("Azure Linux/cbl-mariner-2.0-oval.xml", azure("cbl-mariner", "", "pattern match"));
        FeedResult result = imported();
        assertThat(result.records()).isEqualTo(1);
        assertThat(result.skipped()).isEqualTo(1);
        assertThat(lookup("Azure Linux:3", "tensorflow")).containsExactly("AZL-74153 >=0 <2.16.1-10");
    }

    // Red Hat

    /** A document of Red Hat's: products, relations {@code WHOLE PART}, then what is said. */
    static String csaf(String cve, String relations, String statuses, String more) {
        StringBuilder related = new StringBuilder();
        for (String relation : relations.split(";")) {
            String whole = relation.strip().substring(0, relation.strip().indexOf(' '));
            String part = relation.strip().substring(relation.strip().indexOf(' ') + 1);
            related.append(related.isEmpty() ? "" : ",").append("""
                    {"category": "default_component_of", "full_product_name": {"name": "x as a component of y", "product_id": "%s:%s"},
                     "product_reference": "%s", "relates_to_product_reference": "%s"}""".formatted(whole, part, part, whole));
        }
        return """
                {"document": {"aggregate_severity": {"namespace": "https://access.redhat.com/security/updates/classification/", "text": "Moderate"},
                  "category": "csaf_vex", "csaf_version": "2.0", "publisher": {"category": "vendor", "name": "Red Hat Product Security"},
                  "title": "openssl: a title", "tracking": {"current_release_date": "2024-06-10T00:00:00+00:00", "id": "%1$s"}},
                 "product_tree": {"branches": [{"branches": [
                   {"category": "product_name", "name": "RHEL 9", "product": {"name": "Red Hat Enterprise Linux 9", "product_id": "red_hat_enterprise_linux_9",
                     "product_identification_helper": {"cpe": "cpe:/o:redhat:enterprise_linux:9"}}},
                   {"category": "product_name", "product": {"product_id": "red_hat_enterprise_linux_8",
                     "product_identification_helper": {"cpe": "cpe:/o:redhat:enterprise_linux:8"}}},
                   {"category": "product_name", "product": {"product_id": "AppStream-8.10.0.Z.MAIN.EUS",
                     "product_identification_helper": {"cpe": "cpe:/a:redhat:enterprise_linux:8::appstream"}}},
                   {"category": "product_name", "product": {"product_id": "BaseOS-9.4.0.Z.MAIN.EUS",
                     "product_identification_helper": {"cpe": "cpe:/o:redhat:enterprise_linux:9::baseos"}}},
                   {"category": "product_name", "product": {"product_id": "BaseOS-9.2.0.Z.EUS",
                     "product_identification_helper": {"cpe": "cpe:/o:redhat:rhel_eus:9.2::baseos"}}},
                   {"category": "product_name", "product": {"product_id": "openshift",
                     "product_identification_helper": {"cpe": "cpe:/a:redhat:openshift:4"}}},
                   {"category": "product_version", "product": {"product_id": "openssl",
                     "product_identification_helper": {"purl": "pkg:rpm/redhat/openssl?arch=src"}}},
                   {"category": "product_version", "product": {"product_id": "openssl-libs",
                     "product_identification_helper": {"purl": "pkg:rpm/redhat/openssl-libs"}}},
                   {"category": "product_version", "product": {"product_id": "gcc"}},
                   {"category": "product_version", "product": {"product_id": "nodejs:20/nodejs",
                     "product_identification_helper": {"purl": "pkg:rpmmod/redhat/nodejs:20/nodejs"}}},
                   {"category": "product_version", "product": {"product_id": "openssl-libs-1:3.0.7-27.el9.x86_64",
                     "product_identification_helper": {"purl": "pkg:rpm/redhat/openssl-libs@3.0.7-27.el9?arch=x86_64&epoch=1"}}},
                   {"category": "product_version", "product": {"product_id": "openssl-1:3.0.7-27.el9.src",
                     "product_identification_helper": {"purl": "pkg:rpm/redhat/openssl@3.0.7-27.el9?arch=src&epoch=1"}}},
                   {"category": "product_version", "product": {"product_id": "nodejs:18:8090:ab",
                     "product_identification_helper": {"purl": "pkg:rpmmod/redhat/nodejs@18:8090020231030:a75119d5"}}},
                   {"category": "product_version", "product": {"product_id": "npm-1:9-1.module+el8.x86_64",
                     "product_identification_helper": {"purl": "pkg:rpm/redhat/npm@9-1.module%%2Bel8?arch=x86_64&epoch=1"}}},
                   {"category": "product_version", "product": {"product_id": "npm-1:10-1.module+el8.x86_64",
                     "product_identification_helper": {"purl": "pkg:rpm/redhat/npm@10-1.module%%2Bel8?arch=x86_64&epoch=1&rpmmod=nodejs:20:8100:cd"}}}
                  ], "category": "vendor", "name": "Red Hat"}], "relationships": [%2$s]},
                 "vulnerabilities": [{"cve": "%1$s", "title": "openssl: a title",
                   "notes": [{"category": "description", "text": "A flaw was found."}],
                   "product_status": {%3$s}%4$s,
                   "scores": [{"cvss_v3": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", "baseScore": 7.5}, "products": []}]}]}
                """.formatted(cve, related, statuses, more);
    }

    private static String list(String status, String... products) {
        List<String> quoted = new ArrayList<>();
        for (String product : products) {
            quoted.add("\"" + product + "\"");
        }
        return "\"" + status + "\": [" + String.join(", ", quoted) + "]";
    }

    @Test
    void redHatsDocumentsAreImported() throws IOException {
        put(
                "Red Hat/vex/2024/cve-2024-1.json",
                csaf(
                        "CVE-2024-1",
                        "BaseOS-9.4.0.Z.MAIN.EUS openssl-libs-1:3.0.7-27.el9.x86_64; BaseOS-9.4.0.Z.MAIN.EUS openssl-1:3.0.7-27.el9.src;"
                                + "BaseOS-9.2.0.Z.EUS openssl-libs-1:3.0.7-27.el9.x86_64; red_hat_enterprise_linux_8 openssl;"
                                + "openshift openssl; AppStream-8.10.0.Z.MAIN.EUS nodejs:18:8090:ab;"
                                + "AppStream-8.10.0.Z.MAIN.EUS:nodejs:18:8090:ab npm-1:9-1.module+el8.x86_64;"
                                + "AppStream-8.10.0.Z.MAIN.EUS npm-1:10-1.module+el8.x86_64;"
                                + "red_hat_enterprise_linux_8 nodejs:20/nodejs; red_hat_enterprise_linux_8 gcc",
                        list(
                                        "fixed",
                                        "BaseOS-9.4.0.Z.MAIN.EUS:openssl-libs-1:3.0.7-27.el9.x86_64",
                                        "BaseOS-9.4.0.Z.MAIN.EUS:openssl-1:3.0.7-27.el9.src",
                                        "BaseOS-9.2.0.Z.EUS:openssl-libs-1:3.0.7-27.el9.x86_64",
                                        "AppStream-8.10.0.Z.MAIN.EUS:nodejs:18:8090:ab:npm-1:9-1.module+el8.x86_64",
                                        "AppStream-8.10.0.Z.MAIN.EUS:npm-1:10-1.module+el8.x86_64")
                                + ", "
                                + list(
                                        "known_affected",
                                        "red_hat_enterprise_linux_8:openssl",
                                        "openshift:openssl",
                                        "red_hat_enterprise_linux_8:nodejs:20/nodejs")
                                + ", "
                                + list("under_investigation", "red_hat_enterprise_linux_8:gcc"),
                        """
                , "remediations": [
                  {"category": "vendor_fix", "details": "For details see the article", "product_ids": ["BaseOS-9.4.0.Z.MAIN.EUS:openssl-libs-1:3.0.7-27.el9.x86_64"], "url": "https://access.redhat.com/errata/RHSA-2024:1"},
                  {"category": "no_fix_planned", "details": "Will not fix", "product_ids": ["red_hat_enterprise_linux_8:openssl"]},
                  {"category": "workaround", "details": "Do not use it", "product_ids": ["red_hat_enterprise_linux_8:openssl"]},
                  {"category": "no_fix_planned", "details": "Out of support scope", "product_ids": ["red_hat_enterprise_linux_8:nodejs:20/nodejs"]}],
                 "threats": [{"category": "impact", "details": "Low", "product_ids": ["red_hat_enterprise_linux_8:openssl"]}]"""));
        FeedResult result = imported();
        assertThat(result.skippedNames()).isEmpty();
        assertThat(lookup("Red Hat:enterprise_linux:9", "openssl-libs"))
                .containsExactly("REDHAT-CVE-2024-1 >=0 <1:3.0.7-27.el9");
        assertThat(lookup("Red Hat:enterprise_linux:9", "openssl.src")).isEmpty();
        assertThat(lookup("Red Hat:enterprise_linux:8", "openssl.src"))
                .containsExactly("REDHAT-CVE-2024-1 >=0 WILL_NOT_FIX");
        assertThat(lookup("Red Hat:enterprise_linux:8", "openssl")).isEmpty();
        assertThat(lookup("Red Hat:enterprise_linux:8", "nodejs:18/npm"))
                .containsExactly("REDHAT-CVE-2024-1 >=0 <1:9-1.module+el8");
        assertThat(lookup("Red Hat:enterprise_linux:8", "nodejs:20/npm"))
                .containsExactly("REDHAT-CVE-2024-1 >=0 <1:10-1.module+el8");
        assertThat(lookup("Red Hat:enterprise_linux:8", "nodejs:20/nodejs"))
                .containsExactly("REDHAT-CVE-2024-1 >=0 OUT_OF_SUPPORT");
        assertThat(lookup("Red Hat:enterprise_linux:8", "gcc"))
                .containsExactly("REDHAT-CVE-2024-1 >=0 UNDER_INVESTIGATION");
        Advisory advisory = find("CVE-2024-1");
        assertThat(advisory.severity()).isEqualTo("moderate");
        assertThat(advisory.cvss().getFirst().score()).isEqualTo(7.5);
        assertThat(advisory.modified()).isEqualTo(Instant.parse("2024-06-10T00:00:00Z"));
        assertThat(advisory.affected().stream().map(Affected::severity)).contains("low");
    }

    @Test
    void notAffectedIsKeptWhereTheSourceIsSaidToBe() throws IOException {
        String relations = "red_hat_enterprise_linux_9 openssl; red_hat_enterprise_linux_9 openssl-libs;"
                + "red_hat_enterprise_linux_8 openssl-libs";
        put(
                "Red Hat/cve-2024-2.json",
                csaf(
                        "CVE-2024-2",
                        relations,
                        list("known_affected", "red_hat_enterprise_linux_9:openssl") + ", "
                                + list(
                                        "known_not_affected",
                                        "red_hat_enterprise_linux_9:openssl-libs",
                                        "red_hat_enterprise_linux_8:openssl-libs"),
                        ""));
        put(
                "Red Hat/cve-2024-3.json",
                csaf(
                        "CVE-2024-3",
                        relations,
                        list("known_affected", "red_hat_enterprise_linux_9:openssl-libs") + ", "
                                + list("known_not_affected", "red_hat_enterprise_linux_9:openssl-libs"),
                        ""));
        assertThat(imported().records()).isEqualTo(1);
        assertThat(lookup("Red Hat:enterprise_linux:9", "openssl-libs"))
                .containsExactly("REDHAT-CVE-2024-2  NOT_AFFECTED");
        assertThat(lookup("Red Hat:enterprise_linux:8", "openssl-libs")).isEmpty();
    }

    @Test
    void redHatsBadDocumentsAreLeftOutAndCounted() throws IOException {
        String good = csaf(
                "CVE-2024-1",
                "red_hat_enterprise_linux_9 openssl",
                list("known_affected", "red_hat_enterprise_linux_9:openssl"),
                "");
        put(
                "Red Hat/vex.zip",
                Bucket.zip(Map.of(
                        "2024/cve-2024-1.json", good,
                        "2024/cve-2024-2.json", good.substring(0, good.length() / 2),
                        "2024/rhsa-2024_1.json", good.replace("csaf_vex", "csaf_security_advisory"),
                        "2024/cve-2024-4.json", "[]",
                        "2024/cve-2024-5.json", "{\"a\":".repeat(10_000),
                        "2024/cve-2024-7.json", "{\"product_tree\": [{\"a\": [1]}, 2]}",
                        "2024/cve-2024-6.json", good.replace("\"cve\": \"CVE-2024-1\"", "\"cve\": 7"))));
        FeedResult result = imported();
        assertThat(result.records()).isEqualTo(1);
        assertThat(result.skipped()).isEqualTo(6);
    }

    // Every one of them

    @Test
    void itsOwnFilesGoBeforeWhatOsvMakesOfThem() throws IOException {
        put(
                "Azure Linux/all.zip",
                Bucket.zip(
                        Map.of("AZL-1", Bucket.record("AZL-1", "2025-01-01T00:00:00Z", "Azure Linux:3", "bash", "5"))));
        put("Azure Linux/azurelinux-3.0-oval.xml", azure("azurelinux", ".azl3", "less than"));
        imported();
        assertThat(lookup("Azure Linux:3", "bash")).isEmpty();
        assertThat(lookup("Azure Linux:3", "tensorflow")).hasSize(1);
    }

    @Test
    void treesOfDocumentsAreAsOldAsTheYoungest() throws IOException {
        String document = csaf(
                "CVE-2024-1",
                "red_hat_enterprise_linux_9 openssl",
                list("known_affected", "red_hat_enterprise_linux_9:openssl"),
                "");
        put("Red Hat/cve-2024-1.json", document);
        put("Red Hat/cve-2024-2.json", document.replace("CVE-2024-1", "CVE-2024-2"));
        Files.setLastModifiedTime(
                from.resolve("Red Hat/cve-2024-1.json"), FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));
        imported();
        assertThat(store.status().feeds().getFirst().confirmed()).isEqualTo(NOW.minus(Duration.ofDays(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<updates><update",
                "<updates><update type=\"security\"><id>ALAS2-1-1</id>",
                "<!DOCTYPE updates [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><updates>&a;</updates>",
                "<!DOCTYPE u [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><u>&b;</u>",
                "<updates>&undeclared;</updates>",
                "<updates></updates>"
            })
    void brokenXmlIsRefusedWholeAndTheOldStays(String xml) throws IOException {
        put(
                "Amazon Linux/updateinfo.xml",
                updates(alas("ALAS2-2024-1", "security", "CVE-2024-1", rpm("a", "1", "1.amzn2", "0", "x86_64"))));
        assertThat(imported().records()).isEqualTo(1);
        put("Amazon Linux/updateinfo.xml", xml);
        StoreResult result = store.importFrom(from, Progress.NONE);
        assertThat(result.failed()).hasSize(1);
        assertThat(result.failed().getFirst().message())
                .endsWith(".")
                .doesNotContain("Exception")
                .doesNotContain("root:");
        assertThat(lookup("Amazon Linux:2", "a")).hasSize(1);
    }

    @Test
    void deepXmlIsRefused() throws IOException {
        put("Oracle Linux/com.oracle.elsa-all.xml", "<a>".repeat(1000));
        assertThat(imported().message()).contains("nested deeper");
    }

    @Test
    void manyReferencesToCharactersAreNoBomb() throws IOException {
        String text = "&lt;&amp;&#38;".repeat(300_000);
        put(
                "Amazon Linux/updateinfo.xml",
                updates(alas("ALAS2-2024-1", "security", "CVE-2024-1", rpm("a", "1", "1.amzn2", "0", "x86_64"))
                        .replace("Package updates", text)));
        assertThat(imported().records()).isEqualTo(1);
    }

    @Test
    void aFolderWithoutAnyIsRefused() throws IOException {
        Files.createDirectories(from.resolve("Oracle Linux"));
        assertThatThrownBy(() -> store.importFrom(from, Progress.NONE)).hasMessageContaining("Nothing to import");
    }
}
