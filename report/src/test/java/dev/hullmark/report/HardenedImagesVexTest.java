package dev.hullmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hullmark.model.Confidence;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.Purl;
import dev.hullmark.model.Purls;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * The OpenVEX documents that Docker publishes for its hardened images, each applied to an image made of every package it
 * names: each finding must end as the document says, which a second and simpler reading of it here decides.
 */
class HardenedImagesVexTest {
    private static final Path ZIP = Path.of("../../shared/advisories/extra/docker-hardened-images/osv-and-vex.zip");

    @Test
    void everyStatementIsAppliedAsItIsWritten() throws Exception {
        assumeTrue(Files.isRegularFile(ZIP), () -> "skipped: the documents are not here (" + ZIP + ")");
        int documents = 0;
        int[] told = new int[2];
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".vex.json")) {
                    documents++;
                    check(zip, entry, told);
                }
            }
        }
        assertThat(documents).isEqualTo(107);
        System.out.println(
                "applied " + documents + " VEX documents: " + told[0] + " findings waived, " + told[1] + " not");
    }

    /** A statement about one package: its purl without version and qualifiers, and what else it names. */
    private record Said(String version, String release, String time, String status) {
        boolean means(String installed, String debian) {
            return (version.isEmpty() || version.equals(installed)) && (release.isEmpty() || release.equals(debian));
        }
    }

    private static void check(ZipFile zip, ZipEntry entry, int[] told) throws Exception {
        Json document;
        try (InputStream in = zip.getInputStream(entry)) {
            document = Json.read(in, entry.getName());
        }
        Map<String, List<Said>> said = new LinkedHashMap<>();
        for (Json s : document.get("statements").items()) {
            for (Json product : s.get("products").items()) {
                String purl = product.text("@id");
                if (product.has("subcomponents")) {
                    assertThat(purl).containsAnyOf("pkg:docker/dhi/", "pkg:oci/dhi%2F");
                } else if (Purls.parse(purl).isPresent()) {
                    // Not pkg:dhi, what Docker built itself: Hullmark has no packages of that kind.
                    String key = s.get("vulnerability").text("name") + " " + part(part(purl, "?")[0], "@")[0];
                    String release = part(part(part(purl, "?")[1], "os_version=")[1], "&")[0];
                    String version = Purl.parse(purl).version();
                    said.computeIfAbsent(key, k -> new ArrayList<>())
                            .add(new Said(version, release, s.text("timestamp"), s.text("status")));
                }
            }
        }
        for (String debian : List.of("12", "13")) {
            check(zip, entry, said, debian, told);
        }
    }

    /** What stands before the last mark, and after it. */
    private static String[] part(String text, String mark) {
        int at = text.lastIndexOf(mark);
        return at <= 0
                ? new String[] {text, ""}
                : new String[] {text.substring(0, at), text.substring(at + mark.length())};
    }

    private static void check(ZipFile zip, ZipEntry entry, Map<String, List<Said>> said, String debian, int[] told)
            throws Exception {
        List<Package> packages = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        Map<String, Said> expected = new HashMap<>();
        for (Map.Entry<String, List<Said>> one : said.entrySet()) {
            String[] key = part(one.getKey(), " ");
            Set<String> versions = new TreeSet<>();
            one.getValue().forEach(s -> versions.add(s.version().isEmpty() ? "1.0-1" : s.version()));
            for (String version : versions) {
                Package p = installed(Purl.parse(key[1]), version, debian);
                Finding f = Samples.vulnerability(key[0], p, Severity.HIGH, "found", -1, false);
                packages.add(p);
                findings.add(f);
                Said last = new Said("", "", "", "");
                for (Said s : one.getValue()) {
                    boolean later = s.time().compareTo(last.time()) > 0
                            || (s.time().equals(last.time()) && !waives(s) && waives(last));
                    last = s.means(version, debian) && later ? s : last;
                }
                expected.put(f.key(), last);
            }
        }
        String folder = part(part(entry.getName(), "/")[0], "/")[1];
        Inventory inventory = new Inventory(
                new Subject("image", "dhi.io/" + folder + ":1", "", "registry"),
                Optional.of(new Distribution("debian", debian, debian.equals("12") ? "bookworm" : "trixie", "", "")),
                Optional.empty(),
                List.of(),
                packages,
                List.of(),
                Map.of(),
                Facts.EMPTY);
        Report report =
                new Report(inventory.subject(), new Report.Scanner("1", "", ""), List.of(), packages.size(), findings);
        Report applied;
        try (InputStream in = zip.getInputStream(entry)) {
            applied = Vex.read(in, entry.getName()).apply(report, inventory);
        }
        assertThat(applied.coverage().getFirst().reason()).doesNotContain("not understood");
        for (Finding f : applied.findings()) {
            Said last = expected.getOrDefault(f.key(), new Said("", "", "", ""));
            assertThat(f.waived().isPresent())
                    .as("%s %s: %s", f.id(), f.pkg(), last)
                    .isEqualTo(waives(last));
            told[waives(last) ? 0 : 1]++;
            if (f.waived().isPresent()) {
                assertThat(f.waived().get().author()).contains("Docker Hardened Images");
            } else if (!last.status().isEmpty()) {
                assertThat(f.remediation()).contains("Docker Hardened Images");
            }
        }
    }

    private static boolean waives(Said said) {
        return said.status().equals("not_affected") || said.status().equals("fixed");
    }

    private static Package installed(Purl purl, String version, String debian) {
        Package named = Purls.parse(
                        new Purl(purl.type(), purl.namespace(), purl.name(), version, Map.of(), "").canonical())
                .orElseThrow();
        boolean deb = purl.type().equals("deb");
        return new Package(
                named.type(),
                named.name(),
                named.version(),
                deb ? "debian" : named.namespace(),
                deb ? Map.of("arch", "amd64", "distro", "debian-" + debian) : Map.of(),
                Optional.empty(),
                List.of(),
                Confidence.CERTAIN,
                "",
                List.of(Evidence.of("/" + purl.name())));
    }
}
