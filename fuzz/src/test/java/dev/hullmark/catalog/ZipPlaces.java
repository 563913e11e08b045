package dev.hullmark.catalog;

import dev.hullmark.catalog.java.JavaCataloger;
import dev.hullmark.catalog.python.PythonCataloger;
import dev.hullmark.catalog.zip.ZipBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Archives: jars with all that names them, jars in jars, eggs. */
final class ZipPlaces {
    private ZipPlaces() {}

    static Place[] all() {
        try {
            return new Place[] {jar(), egg()};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Place jar() throws IOException {
        byte[] inner =
                new ZipBuilder().pom("org.x", "inner", "1").classes("org/x/A").bytes();
        byte[] manifest = new ZipBuilder()
                .with(
                        "META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\r\nImplementation-Title: commons-io\r\nImplementation-Ver\r\n sion: 2.6\r\nBundle-SymbolicName: org.apache.commons.io;x=y\r\nAutomatic-Module-Name: z\r\n")
                .classes("org/apache/commons/io/A")
                .bytes();
        byte[] nested = new ZipBuilder()
                .pom("org.y", "outer", "2")
                .with(
                        "META-INF/maven/org.y/outer/pom.xml",
                        "<project><parent><groupId>org.y</groupId><version>2</version></parent><artifactId>outer</artifactId></project>")
                .stored("BOOT-INF/lib/inner-1.jar", inner)
                .with("WEB-INF/lib/other-3.jar", manifest)
                .bytes();
        return Place.of(new JavaCataloger(), "app/commons-io-2.6.jar", manifest, nested);
    }

    private static Place egg() throws IOException {
        return Place.of(
                new PythonCataloger(),
                "usr/lib/python3/site-packages/a-1-py3.egg",
                new ZipBuilder()
                        .with("EGG-INFO/PKG-INFO", "Metadata-Version: 1.0\nName: a\nVersion: 1\nLicense: MIT\n")
                        .bytes());
    }
}
