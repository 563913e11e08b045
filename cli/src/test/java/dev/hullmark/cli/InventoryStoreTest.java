package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Report;
import dev.hullmark.model.Severity;
import dev.hullmark.model.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryStoreTest {
    @TempDir
    Path dir = Path.of("");

    static Inventory inventory(String name, String digest, String version) {
        return new Inventory(
                new Subject("image", name, digest, "registry"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(Package.of(PackageType.NPM, "lodash", version, "/lodash/package.json")),
                List.of(),
                Map.of("npm", 1),
                Facts.EMPTY);
    }

    static Report verdict(String feeds, Finding... findings) {
        return new Report(
                new Subject("image", "shop:1", "", "registry"),
                new Report.Scanner("1", feeds, ""),
                List.of(),
                1,
                List.of(findings));
    }

    static Finding finding(String id, Severity severity) {
        String purl = "pkg:npm/lodash@1";
        return new Finding(
                Finding.keyOf(Finding.Kind.VULNERABILITY, id, purl, ""),
                id,
                Finding.Kind.VULNERABILITY,
                severity,
                "",
                Optional.empty(),
                Optional.of(new Finding.PackageRef(purl, "lodash", "1")),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty());
    }

    private InventoryStore store() {
        return InventoryStore.in(dir.resolve("inventories"));
    }

    private InventoryStore.Stored only() throws IOException {
        assertThat(store().files()).hasSize(1);
        return store().read(store().files().getFirst()).orElseThrow();
    }

    @Test
    void whatIsKeptComesBackAndNobodyElseReadsIt() throws IOException {
        Inventory inventory = inventory("shop:1", "sha256:1", "1");
        Report verdict = verdict("f1", finding("CVE-1", Severity.HIGH));
        store().put(inventory, verdict);
        InventoryStore.Stored stored = only();
        assertThat(stored.inventory()).isEqualTo(inventory);
        assertThat(stored.verdict().findings().getFirst().key())
                .isEqualTo(verdict.findings().getFirst().key());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stored.file())))
                .isEqualTo("rw-------");
        assertThat(store().status().inventories()).isEqualTo(1);
        assertThat(store().clear()).isPositive();
        assertThat(store().files()).isEmpty();
    }

    @Test
    void aNewerScanTakesTheOldersPlace() throws IOException {
        store().put(inventory("shop:1", "sha256:1", "1"), verdict("f1"));
        store().put(inventory("shop:1", "sha256:2", "2"), verdict("f1"));
        assertThat(only().inventory().subject().digest()).isEqualTo("sha256:2");
        store().put(inventory("shop:2", "sha256:2", "2"), verdict("f1"));
        assertThat(store().files()).hasSize(2);
    }

    @Test
    void theSameAgainIsOnlyTouched() throws IOException {
        store().put(inventory("shop:1", "sha256:1", "1"), verdict("f1"));
        Path file = store().files().getFirst();
        Object key = Files.readAttributes(file, "unix:ino").get("ino");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        store().put(inventory("shop:1", "sha256:1", "1"), verdict("f1"));
        assertThat(Files.readAttributes(file, "unix:ino").get("ino")).isEqualTo(key);
        assertThat(Files.getLastModifiedTime(file).toInstant()).isAfter(Instant.EPOCH);
    }

    @Test
    void aNewVerdictKeepsTheTimeOfTheScanAndYieldsToANewerScan() throws IOException {
        store().put(inventory("shop:1", "sha256:1", "1"), verdict("f1"));
        FileTime scanned = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(store().files().getFirst(), scanned);
        InventoryStore.Stored stored = only();
        assertThat(store().replace(stored, verdict("f2", finding("CVE-1", Severity.LOW))))
                .isTrue();
        assertThat(Files.getLastModifiedTime(stored.file())).isEqualTo(scanned);
        assertThat(only().verdict().findings()).hasSize(1);

        store().put(inventory("shop:1", "sha256:2", "2"), verdict("f2"));
        assertThat(store().replace(stored, verdict("f3"))).isFalse();
        assertThat(only().inventory().subject().digest()).isEqualTo("sha256:2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 20, 80, 200})
    void aDamagedOneIsOneSentence(int length) throws IOException {
        store().put(inventory("shop:1", "sha256:1", "1"), verdict("f1"));
        Path file = store().files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        byte[] cut = Arrays.copyOf(whole, Math.min(length, whole.length - 1));
        Files.write(file, cut);
        assertThatThrownBy(() -> store().read(file))
                .isInstanceOf(HullmarkException.class)
                .hasMessageContaining(file.toString());
        store().put(inventory("shop:1", "sha256:1", "1"), verdict("f1"));
        assertThat(store().read(file)).isPresent();
    }
}
