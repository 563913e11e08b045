package dev.hullmark.catalog.npm;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static dev.hullmark.catalog.CatalogerTester.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.catalog.CatalogerTester.Said;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmLockCatalogerTest {
    /** What one project, locked by each of the tools, needs in production: aliases, a link, a workspace, an archive. */
    private static final List<String> PRODUCTION = List.of(
            "@sindresorhus/is 4.0.0",
            "ansi-regex 5.0.1",
            "debug 4.3.1",
            "emoji-regex 8.0.0",
            "fsevents 2.3.2",
            "is-fullwidth-code-point 3.0.0",
            "is-positive 3.1.0",
            "minimist 1.2.5",
            "ms 2.0.0",
            "ms 2.1.2",
            "string-width 4.2.3",
            "strip-ansi 6.0.1");

    private static final List<String> DEVELOPMENT = List.of("escape-html 1.0.3", "left-pad 1.3.0", "mkdirp 0.5.5");

    private final NpmLockCataloger cataloger = new NpmLockCataloger();

    @ParameterizedTest
    @CsvSource({
        "npm2.json,package-lock.json",
        "npm3.json,npm-shrinkwrap.json",
        "pnpm7.yaml,pnpm-lock.yaml",
        "pnpm8.yaml,pnpm-lock.yaml",
        "pnpm9.yaml,pnpm-lock.yaml"
    })
    void whatIsForProduction(String file, String name) throws IOException {
        Said said = run(cataloger, "app/" + name, resource(file));
        assertThat(said.namesAndVersions()).containsExactlyInAnyOrderElementsOf(PRODUCTION);
        assertThat(said.gaps()).isEmpty();
        assertThat(said.packages().getFirst().evidence().getFirst().path()).isEqualTo("/app/" + name);
    }

    @Test
    void lockVersionOneKnowsNoWorkspaces() throws IOException {
        List<String> expected = new ArrayList<>(PRODUCTION);
        expected.remove("ms 2.0.0");
        assertThat(run(cataloger, "package-lock.json", resource("npm1.json")).namesAndVersions())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yarn1.lock", "yarn4.lock"})
    void yarnDoesNotTellDevelopmentApart(String file) throws IOException {
        Said said = run(cataloger, "yarn.lock", resource(file));
        assertThat(said.namesAndVersions()).containsAll(PRODUCTION).containsAll(DEVELOPMENT);
        assertThat(said.namesAndVersions())
                .noneMatch(p -> p.startsWith("shop") || p.contains("/w ") || p.contains("width " + "0"));
        assertThat(said.gaps()).isEmpty();
    }

    @Test
    void licencesAreTold() throws IOException {
        Said said = run(cataloger, "package-lock.json", resource("npm3.json"));
        assertThat(said.packages()).allMatch(p -> p.licences().equals(List.of("MIT")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"packages":{"":{"name":"x","version":"1.0.0"},"lib":{"version":"2.0.0"}}}||
            {"packages":{"node_modules/a":{"version":"1.0.0","dev":true}}}||
            {"packages":{"node_modules/a":{"version":"1.0.0","devOptional":true,"optional":true}}}|a 1.0.0|
            {"packages":{"node_modules/a":{"resolved":"lib","link":true}}}||
            {"packages":{"node_modules/x/node_modules/@s/a":{"version":"1.0.0","inBundle":true}}}|@s/a 1.0.0|
            {"packages":{"node_modules/a":{"name":"b","version":"1.0.0"}}}|b 1.0.0|
            {"packages":{"../lib/node_modules/a":{"version":"1.0.0"}}}|a 1.0.0|
            {"dependencies":{"a":{"version":"9.9.9"}},"packages":{"node_modules/a":{"version":"1.0.0"}}}|a 1.0.0|
            {"dependencies":{"a":{"version":"1.0.0","requires":{"b":"^1"},"dependencies":{"b":{"version":"1.2.0"}}}}}|b 1.2.0,a 1.0.0|
            {"dependencies":{"a":{"version":"npm:@s/b@1.0.0"}}}|@s/b 1.0.0|
            {"dependencies":{"a":{"version":"file:../a"}}}||
            {"dependencies":{"a":{"version":"1.0.0","bundled":true},"b":{"version":"1.0.0","dev":true}}}|a 1.0.0|
            {"dependencies":{"a":{"version":"git+ssh://git@example.org/a.git#abc"}}}||does not say which version is used of a
            {"dependencies":{"@s/a":{"version":"https://example.org/@s/a/-/a-1.0.0-rc.1.tgz"}}}|@s/a 1.0.0-rc.1|
            {"packages":{"node_modules/a b":{"version":"1.0.0"}}}||declares 1 packages without a usable name or version
            {"packages":[1,[2]],"dependencies":{"a":7,"b":{"version":{"x":1}}}}||does not say which version is used of b
            {}||
            """)
    void packageLocks(String json, String expected, String gap) throws IOException {
        check("package-lock.json", json, expected, gap);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `# yarn lockfile v1\n\n"@s/a@^1", "@s/a@^1.2":\n  version "1.2.3"\n  dependencies:\n    version "^2"\n`|@s/a 1.2.3|
            `a@^1, a@>=1 <2:\r\n  version "1.2.3"\r\n`|a 1.2.3|
            `"a@npm:@s/b@^1":\n  version "1.2.3"\n`|@s/b 1.2.3|
            `"a@npm:b":\n  version "1.2.3"\n`|b 1.2.3|
            `"a@file:../a":\n  version "0.0.0"\n"b@file:b.tgz":\n  version "1.0.0"\n`|b 1.0.0|
            `a:\n  version "1.2.3"\n`|a 1.2.3|
            `__metadata:\n  version: 8\n\n"a@npm:^1, a@npm:^2":\n  version: 1.2.3\n  resolution: "a@npm:1.2.3"\n  linkType: hard\n`|a 1.2.3|
            `__metadata:\n  version: 4\n"a@patch:a@^1#./p":\n  version: 1.2.3\n  resolution: "a@patch:a@npm%3A1.2.3#./p::version=1.2.3&hash=1"\n  linkType: hard\n"a@npm:1.2.3":\n  version: 1.2.3\n  resolution: "a@npm:1.2.3"\n`|a 1.2.3|
            `__metadata:\n  version: 8\n"w@workspace:w":\n  version: 0.0.0-use.local\n  resolution: "w@workspace:w"\n  languageName: unknown\n  linkType: soft\n`||
            `# nothing\n`||
            """)
    void yarnLocks(String text, String expected, String gap) throws IOException {
        check("yarn.lock", text.replace("\\n", "\n").replace("\\r", "\r"), expected, gap);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `lockfileVersion: 5.3\npackages:\n  /@s/a/1.0.0_react@17.0.2+b@1.0.0:\n    dev: false\n  /my_lib/2.0.0:\n    dev: true\n`|@s/a 1.0.0|
            `lockfileVersion: 5.4\npackages:\n  /under_score/2.0.0_x@1.0.0:\n    dev: false\n  registry.example.org/a/1.0.0:\n    resolution: {}\n`|under_score 2.0.0,a 1.0.0|
            `lockfileVersion: 5.4\npackages:\n  github.com/a/b/0f1e:\n    resolution: {tarball: https://example.org/x}\n    name: b\n    version: 3.0.0\n`|b 3.0.0|
            `lockfileVersion: 5.4\npackages:\n  file:lib:\n    resolution: {directory: lib, type: directory}\n    name: lib\n    version: 1.0.0\n`||
            `lockfileVersion: '6.0'\npackages:\n  /a@1.0.0(b@2.0.0)(patch_hash=x):\n    dev: false\n    deprecated: |-\n      dev: true\n\n      version: 9.0.0\n`|a 1.0.0|
            `lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    resolution: {}\n`|a 1.0.0|
            `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      x:\n        specifier: npm:a@1\n        version: a@1.0.0(p@1.0.0)\n    devDependencies:\n      d:\n        specifier: 1\n        version: 1.0.0\npackages:\n  a@1.0.0:\n    resolution: {}\n  d@1.0.0:\n    resolution: {}\n  e@1.0.0:\n    resolution: {}\nsnapshots:\n  a@1.0.0(p@1.0.0):\n    optionalDependencies:\n      z: e@1.0.0\n  d@1.0.0: {}\n  e@1.0.0:\n    dependencies:\n      a: 1.0.0(p@1.0.0)\n`|a 1.0.0,e 1.0.0|
            `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      g:\n        version: https://example.org/g/tar.gz/0f1e\n      h:\n        version: https://example.org/h/tar.gz/0f1e\npackages:\n  g@https://example.org/g/tar.gz/0f1e:\n    version: 1.0.0\n  h@https://example.org/h/tar.gz/0f1e:\n    resolution: {}\nsnapshots:\n  g@https://example.org/g/tar.gz/0f1e: {}\n  h@https://example.org/h/tar.gz/0f1e: {}\n`|g 1.0.0|does not say which version is used of h
            `lockfileVersion: '6.0'\npackages:\n  ? /a@1.0.0(b@2.0.0)\n  : resolution: {}\n    dev: true\n  ? /c@1.0.0\n  : resolution: {}\n    dev: false\n`|c 1.0.0|
            """)
    void pnpmLocks(String text, String expected, String gap) throws IOException {
        check("pnpm-lock.yaml", text.replace("\\n", "\n"), expected, gap);
    }

    @Test
    void bun() throws IOException {
        String text = """
                {
                  "lockfileVersion": 1, // a comment
                  "workspaces": { "": { "name": "x", "dependencies": { "a": "1", }, }, },
                  "packages": {
                    "a": ["a@1.0.0", "", { "dependencies": { "b": "^1" } }, "sha512-x"],
                    "a/b": ["@s/b@1.2.0", "", {}, "sha512-x"],
                    "w": ["w@workspace:packages/w"],
                    "g": ["g@github:x/g#0f1e", {}, "x-g-0f1e"],
                    "odd": 7, "empty": [], "list": [["x"], 1],
                  },
                }
                """;
        check("bun.lock", text, "a 1.0.0,@s/b 1.2.0", "does not say which version is used of g");
        assertThat(run(cataloger, "bun.lockb", "x").gaps()).hasSize(1);
    }

    private void check(String name, String text, String expected, String gap) throws IOException {
        Said said = run(cataloger, name, text);
        assertThat(String.join(",", said.namesAndVersions())).isEqualTo(Objects.requireNonNullElse(expected, ""));
        assertThat(String.join(",", said.gaps())).isEqualTo(Objects.requireNonNullElse(gap, ""));
    }

    @Test
    void othersLockFilesAreNot() {
        for (String path : List.of(
                "node_modules/a/package-lock.json",
                "x/node_modules/a/yarn.lock",
                "node_modules/.package-lock.json",
                "my-package-lock.json",
                "package.json",
                "pnpm-lock.yml")) {
            assertThat(cataloger.wants(entry(path, 10))).as(path).isFalse();
        }
        assertThat(cataloger.wants(entry("my_node_modules/yarn.lock", 10))).isTrue();
        assertThat(cataloger.declares()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"packages\":{\"node_modules/a\":{", "\u0000"})
    void brokenJsonIsAnError(String json) {
        for (String name : List.of("package-lock.json", "bun.lock")) {
            assertThatThrownBy(() -> run(cataloger, name, json))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("JSON");
        }
    }

    @Test
    void depthIsBounded() {
        String json = "{\"dependencies\":" + "{\"a\":{\"dependencies\":".repeat(100_000);
        assertThatThrownBy(() -> run(cataloger, "package-lock.json", json)).isInstanceOf(IOException.class);
    }

    @Test
    void longLinesAndNamesAreBounded() throws IOException {
        String long1 = "x".repeat(2_000_000);
        assertThat(run(cataloger, "yarn.lock", long1 + "@1:\n  version \"1\"\na@1:\n  version \"1.0\"\n")
                        .namesAndVersions())
                .containsExactly("a 1.0");
        assertThat(run(cataloger, "pnpm-lock.yaml", "packages:\n  " + long1 + ":\n    dev: false\n")
                        .packages())
                .isEmpty();
    }

    @Property(tries = 3000)
    void mutatedFilesOnlyEverFailAsInput(
            @ForAll @IntRange(max = 8) int file, @ForAll @IntRange(max = 5000) int at, @ForAll byte with) {
        String[] files = {
            "npm1.json", "npm2.json", "npm3.json", "yarn1.lock", "yarn4.lock", "pnpm7.yaml", "pnpm8.yaml", "pnpm9.yaml"
        };
        String name = files[Math.min(file, files.length - 1)];
        String as =
                name.startsWith("npm") ? "package-lock.json" : name.startsWith("y") ? "yarn.lock" : "pnpm-lock.yaml";
        try {
            byte[] bytes = resource(name);
            bytes[at % bytes.length] = with;
            run(cataloger, as, bytes);
            run(cataloger, as, Arrays.copyOf(bytes, at % bytes.length));
        } catch (IOException expected) {
            assertThat(expected).hasMessageContaining("JSON");
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(NpmLockCatalogerTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void packageIds() {
        assertThat(PackageId.of("@s/a@npm:1")).isEqualTo(new PackageId("@s/a", "npm:1"));
        assertThat(PackageId.of("a@npm:1.0.0").resolved()).isEqualTo(new PackageId("a", "1.0.0"));
        assertThat(PackageId.of("a@npm:@s/b@1.0.0").resolved()).isEqualTo(new PackageId("@s/b", "1.0.0"));
        assertThat(PackageId.of("").name().getBytes(UTF_8)).isEmpty();
    }
}
