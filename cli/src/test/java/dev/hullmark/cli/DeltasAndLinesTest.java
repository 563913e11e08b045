package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltasAndLinesTest {
    private static Inventory inventory(String... packages) {
        List<Package> all = new ArrayList<>();
        for (String p : packages) {
            int at = p.lastIndexOf('@');
            all.add(Package.of(PackageType.NPM, p.substring(0, at), p.substring(at + 1), "/" + all.size()));
        }
        return new Inventory(
                new Subject("image", "x", "", "registry"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                all,
                List.of(),
                Map.of(),
                Facts.EMPTY);
    }

    @Test
    void packagesGainedLostAndChanged() {
        PackageDelta delta = PackageDelta.of(
                inventory("a@1", "b@1", "b@2", "c@1", "d@1"), inventory("a@1", "a@1", "b@2", "b@3", "d@1", "e@1"));
        assertThat(delta.gained()).containsExactly(new PackageDelta.Change("npm", "e", "", "1"));
        assertThat(delta.lost()).containsExactly(new PackageDelta.Change("npm", "c", "1", ""));
        assertThat(delta.changed()).containsExactly(new PackageDelta.Change("npm", "b", "1", "3"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    DEB, debian,        openssl libssl3, apt-get install -y --only-upgrade openssl libssl3
                    APK, alpine,        musl,            apk add --no-cache --upgrade musl
                    RPM, almalinux,     bash,            dnf upgrade -y bash
                    RPM, opensuse-leap, bash,            zypper --non-interactive update bash
                    NPM, debian,        lodash,
                    DEB, debian,        a;b,
                    DEB, debian,        $(x),
                    DEB, debian,        --x,
                    """)
    void aLineIsReadyToCopyAndSafe(PackageType type, String id, String names, String line) {
        assertThat(UpgradeLine.of(type, List.of(names.split(" ")), Optional.of(new Distribution(id, "1", "", "", ""))))
                .isEqualTo(Optional.ofNullable(line));
    }

    @Test
    void linesStayInTheirWidthAndClean() throws IOException {
        Lines lines = new Lines();
        lines.line("x".repeat(200));
        lines.wrapped(4, "word ".repeat(60) + "\u001b[31m" + "y".repeat(300));
        lines.line(Lines.columns(new int[] {5, 5, 5}, "日本語日本語", "ab", "end"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lines.writeTo(out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .allSatisfy(l -> assertThat(dev.hullmark.report.Text.columns(l)).isLessThanOrEqualTo(80))
                .noneMatch(l -> l.contains("\u001b"));
    }
}
