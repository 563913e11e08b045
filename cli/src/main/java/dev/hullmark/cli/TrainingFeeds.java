package dev.hullmark.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Made-up advisories on what {@link TrainingImage} holds, laid out as {@code db import} reads them. */
final class TrainingFeeds {
    private TrainingFeeds() {}

    static void write(Path directory) throws IOException {
        feed(directory, "Debian", "Debian:12", "openssl", range("ECOSYSTEM", "3.0.0-1"), "\"1.0.1e-2\"");
        feed(directory, "npm", "npm", "lodash", range("SEMVER", "4.17.21"), "");
        feed(directory, "Maven", "Maven", "org.apache.logging.log4j:log4j-core", range("ECOSYSTEM", "2.17.1"), "");
        feed(directory, "PyPI", "PyPI", "jinja2", range("ECOSYSTEM", "2.11.3"), "\"2.10\"");
        Files.writeString(
                directory.resolve("known_exploited_vulnerabilities.json"),
                "{\"vulnerabilities\":[{\"cveID\":\"CVE-2099-0001\"}]}");
        try (OutputStream out = Files.newOutputStream(directory.resolve("epss_scores-current.csv.gz"));
                GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write("cve,epss,percentile\nCVE-2099-0001,0.5,0.9\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String range(String type, String fixed) {
        return "{\"type\":\"" + type + "\",\"events\":[{\"introduced\":\"0\"},{\"fixed\":\"" + fixed + "\"}]}";
    }

    private static void feed(Path directory, String base, String ecosystem, String name, String range, String versions)
            throws IOException {
        Path zip = Files.createDirectories(directory.resolve(base)).resolve("all.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream records = new ZipOutputStream(out)) {
            for (int i = 1; i <= 2; i++) {
                records.putNextEntry(new ZipEntry("TRAINING-" + base + "-" + i + ".json"));
                records.write(record(base, i, ecosystem, name, range, versions).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String record(
            String base, int number, String ecosystem, String name, String range, String versions) {
        return """
                {"id":"TRAINING-%s-%d","modified":"2026-01-01T00:00:00Z","aliases":["CVE-2099-000%d"],
                 "summary":"made up","details":"for the training run","references":[{"type":"WEB","url":"https://example.org"}],
                 "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
                 "database_specific":{"severity":"HIGH"},
                 "affected":[{"package":{"ecosystem":"%s","name":"%s"},"ranges":[%s],"versions":[%s]}]}
                """.formatted(base, number, number, ecosystem, name, range, versions);
    }
}
