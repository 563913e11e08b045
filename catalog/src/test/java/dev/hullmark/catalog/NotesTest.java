package dev.hullmark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.elf.ElfFile;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What notes and marks in executables add to what the package database says. */
class NotesTest {
    private static List<Package> merge(LayerBuilder... layers) {
        List<LayerInfo> infos = new ArrayList<>();
        List<LayerFacts> facts = new ArrayList<>();
        for (LayerBuilder layer : layers) {
            infos.add(new LayerInfo(infos.size(), "sha256:" + infos.size(), ""));
            facts.add(layer.facts());
        }
        Merge.Merged merged = Merge.merge(infos, facts, Map.of("binary", "generic"));
        assertThat(merged.coverage()).isEmpty();
        return merged.packages();
    }

    private static List<String> purls(LayerBuilder... layers) {
        return merge(layers).stream()
                .map(p -> p.purl() + " " + p.evidence().getFirst().path())
                .toList();
    }

    private static LayerBuilder debian() {
        return new LayerBuilder()
                .file("usr/lib/os-release", "ID=debian\nVERSION_ID=13\n")
                .file("var/lib/dpkg/status", """
                        Package: bash
                        Status: install ok installed
                        Architecture: amd64
                        Version: 5.2-1+b2

                        Package: libssl3
                        Status: install ok installed
                        Architecture: amd64
                        Source: openssl (3.0.22-1)
                        Version: 1:3.0.22-1+b1
                        """)
                .file("var/lib/dpkg/info/bash.list", "/.\n/bin/bash\n")
                .file("var/lib/dpkg/info/libssl3.list", "/usr/lib/x86_64-linux-gnu/libcrypto.so.3\n");
    }

    private static String note(String name, String version) {
        return "{\"type\":\"deb\",\"name\":\"" + name + "\",\"version\":\"" + version + "\"}";
    }

    private static byte[] openssl(String note) {
        byte[] file = java.util.Arrays.copyOf(ElfFile.with(note), 20_000);
        byte[] mark = "\0OpenSSL 3.0.22 25 Aug 2026\0".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        System.arraycopy(mark, 0, file, 15_000, mark.length);
        return file;
    }

    @Test
    void aNoteInAFileOfTheDatabaseSaysNothingNew() {
        assertThat(purls(debian().file("usr/bin/bash", ElfFile.with(note("bash", "5.2-1")))))
                .noneMatch(p -> p.endsWith("/usr/bin/bash"));
    }

    @Test
    void aNoteThatTheDatabaseListsSaysNothingNew() {
        assertThat(purls(debian().file("opt/x", ElfFile.with(note("openssl", "3.0.22-1")))))
                .noneMatch(p -> p.endsWith("/opt/x"));
    }

    @Test
    void aNoteOfAnotherPackageOrVersionIsAPackage() {
        assertThat(purls(
                        debian(),
                        new LayerBuilder()
                                .file("opt/x", ElfFile.with(note("curl", "8.1-1")))
                                .file("opt/y", ElfFile.with(note("bash", "5.1-1")))))
                .contains(
                        "pkg:deb/debian/curl@8.1-1?distro=debian-13 /opt/x",
                        "pkg:deb/debian/bash@5.1-1?distro=debian-13 /opt/y");
    }

    @Test
    void aLibraryOfTheDistributionIsMarkedAsItsOwn() {
        List<Package> packages = merge(debian().file("usr/lib/x86_64-linux-gnu/libcrypto.so.3", openssl("{}"))
                .file("opt/lib/libcrypto.so.3", openssl("{}")));
        assertThat(packages)
                .filteredOn(p -> p.name().equals("openssl"))
                .extracting(p -> p.evidence().getFirst().path() + " " + p.owner())
                .containsExactly(
                        "/opt/lib/libcrypto.so.3 ",
                        "/usr/lib/x86_64-linux-gnu/libcrypto.so.3"
                                + " pkg:deb/debian/libssl3@1:3.0.22-1%2Bb1?arch=amd64&distro=debian-13");
    }
}
