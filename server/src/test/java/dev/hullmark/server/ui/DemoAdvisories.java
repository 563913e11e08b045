package dev.hullmark.server.ui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Made-up advisories about real packages, as OSV has them. */
final class DemoAdvisories {
    private static final String NETWORK = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
    private static final String HIGH = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H";
    private static final String MEDIUM = "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:L/I:L/A:N";
    private static final String LOW = "CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:L/I:N/A:N";

    private record Known(
            String feed, String ecosystem, String pkg, int number, String vector, String fixed, String title) {
        String cve() {
            return "CVE-2026-9%04d".formatted(number);
        }

        String text() {
            return """
                    {"schema_version": "1.6.0", "id": "%1$s%2$s", "upstream": ["%2$s"], "aliases": ["%2$s"],
                     "published": "2026-10-0%3$dT08:00:00Z", "modified": "2026-11-0%3$dT08:00:00Z", "summary": "%4$s",
                     "severity": [{"type": "CVSS_V3", "score": "%5$s"}],
                     "affected": [{"package": {"ecosystem": "%6$s", "name": "%7$s"},
                       "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}%8$s]}]}]}
                    """.formatted(
                            feed.equals("Debian") ? "DEBIAN-" : "DEMO-" + feed.toUpperCase(java.util.Locale.ROOT) + "-",
                            cve(),
                            1 + number % 9,
                            title,
                            vector,
                            ecosystem,
                            pkg,
                            fixed.isEmpty() ? "" : ", {\"fixed\": \"" + fixed + "\"}");
        }
    }

    private DemoAdvisories() {}

    private static Known debian(String pkg, int number, String vector, String fixed, String title) {
        return new Known("Debian", "Debian:12", pkg, number, vector, fixed, title);
    }

    private static Known other(String feed, String pkg, int number, String vector, String fixed, String title) {
        return new Known(feed, feed, pkg, number, vector, fixed, title);
    }

    /** What is known from the first day on. */
    private static final List<Known> EARLY = List.of(
            debian("openssl", 101, HIGH, "3.0.17-1~deb12u2", "Endless loop while reading a crafted certificate"),
            debian("curl", 102, MEDIUM, "7.88.1-10+deb12u12", "Cookies are sent to another host after a redirect"),
            debian("zlib", 103, LOW, "", "Heap over-read in a rarely used function"),
            debian("glibc", 104, MEDIUM, "", "Off-by-one in the resolver's search list"),
            debian("expat", 105, HIGH, "2.5.0-1+deb12u2", "Stack exhaustion by deeply nested entities"),
            debian("krb5", 106, MEDIUM, "1.20.1-2+deb12u3", "A message with a wrong length stops the server"),
            debian("perl", 107, LOW, "", "Predictable names of temporary files"),
            debian("systemd", 108, LOW, "", "A local user can read a journal of another"),
            debian("sqlite3", 109, MEDIUM, "", "Integer overflow in the FTS extension"),
            other("npm", "lodash", 110, HIGH, "4.17.22", "Prototype pollution through set with a crafted path"),
            other("npm", "express", 111, MEDIUM, "4.19.2", "Open redirect in malformed addresses"),
            other("npm", "jsonwebtoken", 112, NETWORK, "9.0.1", "A token with an empty signature is accepted"),
            other("npm", "semver", 113, LOW, "7.5.5", "Slow regular expression on long input"),
            other("npm", "ws", 114, HIGH, "8.17.2", "Many headers exhaust the process's memory"),
            other("PyPI", "jinja2", 115, HIGH, "3.1.5", "The sandbox can be left through a format string"),
            other(
                    "PyPI",
                    "requests",
                    116,
                    MEDIUM,
                    "2.32.1",
                    "Certificates are not checked after a first request without"),
            other("PyPI", "pillow", 117, NETWORK, "10.3.1", "Buffer overflow while decoding an image"),
            other(
                    "Maven",
                    "org.apache.logging.log4j:log4j-core",
                    118,
                    NETWORK,
                    "2.17.2",
                    "Code of an attacker is loaded while a message is logged"),
            other(
                    "Maven",
                    "com.fasterxml.jackson.core:jackson-databind",
                    119,
                    HIGH,
                    "2.15.3",
                    "Deeply nested arrays overflow the stack"),
            other("Maven", "org.yaml:snakeyaml", 120, NETWORK, "2.1", "Any class is constructed from untrusted YAML"));

    /** What becomes known a week before today. */
    private static final List<Known> LATE = List.of(
            debian("openssl", 131, NETWORK, "3.0.17-1~deb12u3", "Use after free while a session is resumed"),
            debian("libxml2", 132, HIGH, "2.9.14+dfsg-1.3~deb12u4", "Use after free while a schema is checked"),
            other(
                    "npm",
                    "axios",
                    133,
                    HIGH,
                    "1.8.3",
                    "Requests reach hosts that a base address should have ruled out"));

    /** @param all whether what becomes known late is in it */
    static Path write(Path folder, boolean all) throws IOException {
        List<Known> known = new ArrayList<>(EARLY);
        if (all) {
            known.addAll(LATE);
        }
        for (String feed : List.of("Debian", "npm", "PyPI", "Maven")) {
            Path zip = Files.createDirectories(folder.resolve(feed)).resolve("all.zip");
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
                for (Known one : known) {
                    if (one.feed().equals(feed)) {
                        out.putNextEntry(new ZipEntry(one.cve() + ".json"));
                        out.write(one.text().getBytes(StandardCharsets.UTF_8));
                        out.closeEntry();
                    }
                }
            }
        }
        Files.writeString(folder.resolve("known_exploited_vulnerabilities.json"), """
                {"title": "Made up", "catalogVersion": "2026.11.20", "dateReleased": "2026-11-20T00:00:00Z", "count": 2,
                 "vulnerabilities": [{"cveID": "CVE-2026-90118"}%s]}
                """.formatted(
                        all ? ", {\"cveID\": \"CVE-2026-90131\"}" : ""));
        return folder;
    }
}
