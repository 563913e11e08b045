package dev.hullmark.catalog.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.model.Package;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds packages with {@code rpmbuild}, installs them with {@code rpm}, and compares with what {@code rpm -qa} lists. */
class RpmToolTest {
    private static final int SUBPACKAGES = 25;
    private static final int FILES = 1000;

    @TempDir
    Path directory;

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(directory.resolve("err").toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(() -> String.join(" ", command) + ": " + errors())
                .isZero();
        return out;
    }

    private String errors() {
        try {
            return Files.readString(directory.resolve("err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** One source with many binary packages; one has an epoch and so many files that its header fills many pages. */
    private static String spec() {
        StringBuilder spec = new StringBuilder("""
                Name: base
                Version: 1.0
                Release: 3.el9
                Epoch: 2
                Summary: s
                License: MIT AND (GPL-2.0-or-later OR Apache-2.0)
                BuildArch: noarch
                %description
                d
                %install
                mkdir -p %{buildroot}/usr/lib/node_modules %{buildroot}/opt/many
                for i in $(seq 1 FILES); do echo $i > %{buildroot}/opt/many/file-number-$i; done
                %files
                /opt/many
                """.replace("FILES", String.valueOf(FILES)));
        for (int i = 0; i < SUBPACKAGES; i++) {
            spec.append("%package sub")
                    .append(i)
                    .append("\nSummary: s\nVersion: ")
                    .append(i)
                    .append(".1~rc1\n");
            spec.append("%description sub").append(i).append("\n").append("long text ".repeat(10 * i));
            spec.append("\n%files sub").append(i).append("\n");
        }
        return spec.toString();
    }

    @Test
    void sqliteDatabaseMadeByRpmItself() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/rpm")) && Files.isExecutable(Path.of("/usr/bin/rpmbuild")),
                "rpm and rpmbuild are not installed");
        Path spec = Files.writeString(directory.resolve("base.spec"), spec());
        run("rpmbuild", "-bb", "--quiet", "--define", "_topdir " + directory.resolve("top"), spec.toString());
        String db = directory.resolve("db").toString();
        List<String> install = new ArrayList<>(List.of(
                "rpm",
                "--dbpath",
                db,
                "--define",
                "_db_backend sqlite",
                "-i",
                "--justdb",
                "--nodeps",
                "--nosignature"));
        try (Stream<Path> rpms = Files.walk(directory.resolve("top/RPMS"))) {
            rpms.filter(p -> p.toString().endsWith(".rpm")).sorted().forEach(p -> install.add(p.toString()));
        }
        run(install.toArray(new String[0]));
        String format = "%{NAME} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE} %{ARCH} %{SOURCERPM} %{LICENSE}\n";
        List<String> told = run("rpm", "--dbpath", db, "--define", "_db_backend sqlite", "-qa", "--qf", format)
                .lines()
                .sorted()
                .toList();
        assertThat(told).hasSize(SUBPACKAGES + 1);

        CatalogerTester.Said said = CatalogerTester.run(
                new RpmCataloger(), "var/lib/rpm/rpmdb.sqlite", directory.resolve("db/rpmdb.sqlite"));
        assertThat(said.gaps()).isEmpty();
        assertThat(said.packages().stream().map(RpmToolTest::line).sorted().toList())
                .isEqualTo(told);
        assertThat(said.owned()).hasSize(FILES + 1).contains("base opt/many/file-number-" + FILES);
    }

    private static String line(Package p) {
        assertThat(p.source().orElseThrow().version()).isEqualTo("2:1.0-3.el9");
        return p.name() + " " + p.version() + " " + p.qualifiers().get("arch") + " "
                + p.source().orElseThrow().name() + "-1.0-3.el9.src.rpm "
                + p.licences().getFirst();
    }
}
