package dev.hullmark.catalog.go;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hullmark.catalog.BytesContent;
import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.catalog.CatalogerTester.Said;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Package;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoCatalogerTest {
    private static final String MODULES = """
            path\texample.org/app/cmd
            mod\texample.org/app\tv1.2.3\th1:abc=
            dep\tgolang.org/x/net\tv0.17.0\th1:def=
            dep\texample.org/old\tv1.0.0
            =>\texample.org/fork\tv1.0.1\th1:ghi=
            dep\texample.org/local\tv0.3.0
            =>\t./local\t(devel)
            build\t-compiler=gc
            build\tvcs.revision=0123456789
            """;

    private static final String[] EXPECTED = {
        "stdlib 1.21.5",
        "example.org/app v1.2.3",
        "golang.org/x/net v0.17.0",
        "example.org/fork v1.0.1",
        "example.org/local v0.3.0"
    };

    private static Said run(byte[] file) throws IOException {
        Entry entry = entry("usr/bin/app", 2 << 20, 0755);
        return CatalogerTester.run(new GoCataloger(), entry, new BytesContent(file));
    }

    static Stream<byte[]> files() {
        byte[] inline = GoFile.inline("go1.21.5", MODULES);
        return Stream.of(
                GoFile.elf(inline, 8, false, true),
                GoFile.elf(inline, 8, false, false),
                GoFile.elf(inline, 4, true, true),
                GoFile.elf(GoFile.pointers("go1.21.5", MODULES, 8, false), 8, false, true),
                GoFile.elf(GoFile.pointers("go1.21.5", MODULES, 8, true), 8, true, false),
                GoFile.elf(GoFile.pointers("go1.21.5", MODULES, 4, false), 4, false, true),
                GoFile.elf(GoFile.pointers("go1.21.5", MODULES, 4, true), 4, true, false),
                GoFile.pe(inline),
                GoFile.pe(GoFile.pointers("go1.21.5", MODULES, 8, false)),
                GoFile.machO(inline),
                GoFile.machO(GoFile.pointers("go1.21.5", MODULES, 8, false)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFormat(byte[] file) throws IOException {
        Said said = run(file);
        assertThat(said.namesAndVersions()).containsExactly(EXPECTED);
        assertThat(said.packages()).extracting(Package::confidence).last().isEqualTo(Confidence.LOW);
        assertThat(said.packages().get(2).purl()).isEqualTo("pkg:golang/golang.org/x/net@v0.17.0");
        assertThat(said.gaps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "go1.21.5 X:boringcrypto, stdlib 1.21.5",
        "go1.22rc1, stdlib 1.22rc1",
        "go1.18, stdlib 1.18",
    })
    void theReleaseOfGo(String version, String expected) throws IOException {
        assertThat(run(GoFile.elf(GoFile.inline(version, ""), 8, false, true)).namesAndVersions())
                .containsExactly(expected);
    }

    @Test
    void aDevelopmentReleaseHasNoVersion() throws IOException {
        Said said = run(GoFile.elf(GoFile.inline("devel go1.22-1a2b3c", MODULES), 8, false, true));
        assertThat(said.namesAndVersions()).startsWith("example.org/app v1.2.3");
        assertThat(said.gaps()).singleElement().asString().contains("devel go1.22");
    }

    @Test
    void aWorkingDirectoryHasNoVersion() throws IOException {
        Said said =
                run(GoFile.elf(GoFile.inline("go1.20", "path\tx\nmod\texample.org/a\t(devel)\t\n"), 8, false, true));
        assertThat(said.namesAndVersions()).containsExactly("stdlib 1.20", "example.org/a ");
    }

    @Test
    void impossibleModulesAreGaps() throws IOException {
        String modules =
                "path\tx\nmod\t/a\tv1\ndep\ta//b\tv1\ndep\ta\u001b[m\tv1\ndep\tok\tv1 2\ndep\t\tv1\ndep\tok\tv1\n";
        Said said = run(GoFile.elf(GoFile.inline("go1.20", modules), 8, false, true));
        assertThat(said.namesAndVersions()).containsExactly("stdlib 1.20", "ok v1");
        assertThat(said.gaps()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "usr/bin/app, 0755, 1000000, true",
        "usr/bin/app, 0644, 1000000, false",
        "usr/lib/libgo.so, 0644, 1000000, true",
        "srv/app.exe, 0644, 1000000, true",
        "usr/bin/app, 0755, 1000, false",
    })
    void executablesOfSomeSizeAreWanted(String path, String mode, long size, boolean wanted) {
        assertThat(new GoCataloger().wants(entry(path, size, Integer.parseInt(mode, 8))))
                .isEqualTo(wanted);
    }

    @Test
    void whatIsNoExecutableIsNothing() throws IOException {
        for (byte[] file : List.of(
                new byte[0],
                "#!/bin/sh\n".getBytes(UTF_8),
                new byte[10_000],
                Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F'}, 100))) {
            Said said = run(file);
            assertThat(said.packages()).isEmpty();
            assertThat(said.gaps()).isEmpty();
        }
    }

    @Test
    void aHugeListIsRefused() {
        byte[] file = GoFile.elf(GoFile.inline("go1.20", "path\t" + "x".repeat(17 << 20) + "\n"), 8, false, true);
        assertThatThrownBy(() -> run(file)).isInstanceOf(IOException.class).hasMessageContaining("longer than");
    }

    @Test
    void programsOfThisMachineThatAreNotGosAreTold() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        assumeTrue(Files.exists(java), "no java executable");
        assertThat(run(Files.readAllBytes(java)).packages()).isEmpty();
    }

    @Test
    void whatTheGoToolBuilds(@TempDir Path dir) throws Exception {
        assumeTrue(works(dir, "go", "version"), "no go tool on this machine");
        Files.createDirectories(dir.resolve("lib"));
        Files.writeString(dir.resolve("lib/go.mod"), "module example.org/lib\n\ngo 1.18\n");
        Files.writeString(dir.resolve("lib/lib.go"), "package lib\n\nfunc Name() string { return \"lib\" }\n");
        Files.writeString(
                dir.resolve("go.mod"),
                "module example.org/app\n\ngo 1.18\n\nrequire example.org/lib v1.4.0\n\nreplace example.org/lib => ./lib\n");
        Files.writeString(
                dir.resolve("main.go"),
                "package main\n\nimport \"example.org/lib\"\n\nfunc main() { println(lib.Name()) }\n");
        for (List<String> flags :
                List.of(List.<String>of(), List.of("-ldflags=-s -w -buildid="), List.of("-buildmode=pie"))) {
            List<String> command = new java.util.ArrayList<>(List.of("go", "build", "-o", "app"));
            command.addAll(flags);
            command.add(".");
            assertThat(works(dir, command.toArray(String[]::new)))
                    .as(command.toString())
                    .isTrue();
            Said said = run(Files.readAllBytes(dir.resolve("app")));
            assertThat(said.namesAndVersions()).hasSize(3).contains("example.org/app ", "example.org/lib v1.4.0");
            assertThat(said.namesAndVersions().getFirst()).startsWith("stdlib 1.");
            assertThat(said.gaps()).isEmpty();
        }
    }

    private static boolean works(Path dir, String... command) throws InterruptedException {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true);
            builder.environment().put("GOFLAGS", "-mod=mod");
            builder.environment().put("GOPROXY", "off");
            builder.environment().put("GOCACHE", dir.resolve("cache").toString());
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            return builder.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Property(tries = 4000)
    void mutatedFilesOnlyEverFailAsInput(
            @ForAll @IntRange(max = 10) int which,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 900) Integer> places,
            @ForAll byte with) {
        byte[] file = SEEDS.get(which).clone();
        for (int place : places) {
            // The headers, the information, and the end of the file.
            int at = place < 300 ? place : place < 600 ? GoFile.DATA + place - 300 : file.length - (place - 599);
            file[Math.floorMod(at, file.length)] = with;
        }
        try {
            run(file).packages().forEach(p -> assertThat(p.purl()).startsWith("pkg:golang/"));
        } catch (IOException expected) {
            assertThat(expected).hasMessageMatching(".+");
        }
    }

    private static final List<byte[]> SEEDS = files().toList();
}
