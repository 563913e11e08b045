package dev.hullmark.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small root directory with something of everything in it. */
final class SampleRoot {
    private SampleRoot() {}

    static Path write(Path root) throws IOException {
        put(root, "etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
        put(root, "var/lib/dpkg/status", """
                Package: bash
                Status: install ok installed
                Architecture: amd64
                Version: 5.2.15-2

                Package: libssl3
                Status: install ok installed
                Architecture: amd64
                Source: openssl
                Version: 3.0.9-1

                """);
        put(
                root,
                "srv/app/node_modules/lodash/package.json",
                "{\"name\":\"lodash\",\"version\":\"4.17.15\",\"license\":\"MIT\"}");
        jar(root.resolve("opt/log4j-core-2.14.1.jar"));
        return root;
    }

    static void put(Path root, String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, content);
    }

    static void jar(Path file) throws IOException {
        Files.createDirectories(file.resolve("..").normalize());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/maven/org.apache.logging.log4j/log4j-core/pom.properties"));
            zip.write("groupId=org.apache.logging.log4j\nartifactId=log4j-core\nversion=2.14.1\n"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
