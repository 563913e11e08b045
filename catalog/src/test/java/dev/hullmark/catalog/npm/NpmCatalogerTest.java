package dev.hullmark.catalog.npm;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static dev.hullmark.catalog.CatalogerTester.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.catalog.CatalogerTester.Said;
import dev.hullmark.image.Entry;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmCatalogerTest {
    private final NpmCataloger npm = new NpmCataloger();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node_modules/a/package.json",
                "srv/app/node_modules/lodash/package.json",
                "srv/app/node_modules/@babel/core/package.json",
                "srv/app/node_modules/jest/node_modules/chalk/package.json",
                "app/node_modules/.pnpm/chalk@4.1.2/node_modules/chalk/package.json",
                "app/node_modules/.pnpm/@babel+core@7.0.0/node_modules/@babel/core/package.json",
                "usr/lib/node_modules/npm/package.json",
                "usr/local/lib/node_modules/npm/node_modules/abbrev/package.json",
                "usr/share/nodejs/acorn/package.json",
                "usr/share/nodejs/@types/node/package.json",
                "usr/share/nodejs/got/node_modules/p-cancelable/package.json",
                "usr/lib/nodejs/bindings/package.json",
                "usr/lib/x86_64-linux-gnu/nodejs/expat/package.json",
            })
    void packageRootsAreWanted(String path) {
        assertThat(npm.wants(entry(path, 1000))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package.json",
                "a/package.json",
                "srv/app/package.json",
                "srv/@app/x/package.json",
                "@app/x/package.json",
                "app/node_modules/package.json",
                "app/node_modules/@babel/package.json",
                "app/node_modules/a/dist/esm/package.json",
                "app/node_modules/@a/b/dist/package.json",
                "app/node_modules/.bin/package.json",
                "app/xnode_modules/a/package.json",
                "app/node_modules/a/package.json5",
                "app/node_modules/a/npackage.json",
                "opt/usr/share/nodejs/a/package.json",
                "usr/share/nodejs/a/lib/package.json",
                "usr/lib/a/b/nodejs/c/package.json",
            })
    void othersAreNot(String path) {
        assertThat(npm.wants(entry(path, 1000))).isFalse();
    }

    @Test
    void hardLinksAreFilesAndSymbolicOnesAreNot() {
        String path = "app/node_modules/a/package.json";
        assertThat(npm.wants(new Entry(path, Entry.Type.HARD_LINK, 0, 0644, 0, 0, "store/1", 0)))
                .isTrue();
        assertThat(npm.wants(new Entry(path, Entry.Type.SYMLINK, 0, 0777, 0, 0, "store/1", 0)))
                .isFalse();
        assertThat(npm.wants(new Entry(path, Entry.Type.DIRECTORY, 0, 0755, 0, 0, "", 0)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"name":"a","version":"1.0.0","license":"MIT"}|a 1.0.0|MIT
                    {"version":"1.0.0","x":{"name":"no","version":"2"},"name":"a"}|a 1.0.0|``
                    {"name":"@s/a","version":"v1.2.3-rc.1+b"}|@s/a 1.2.3-rc.1+b|``
                    {"name":" a ","version":" =1.0.0 "}|a 1.0.0|``
                    {"name":"other","version":"1.0.0","license":{"type":"ISC","url":"x"}}|other 1.0.0|ISC
                    {"name":"a","version":"1","license":["MIT","BSD"]}|a 1|MIT,BSD
                    {"name":"a","version":"1","licenses":[{"type":"MIT"},{"url":"x","name":"Zlib"}]}|a 1|MIT,Zlib
                    {"name":"a","version":"1","license":7}|a 1|``
                    {"name":"a","version":"1","license":"A\\u0007\\n  B\\u202e"}|a 1|A B
                    """)
    void nameVersionAndLicences(String json, String expected, String licences) throws IOException {
        Said found = run(npm, "node_modules/a/package.json", json.getBytes(UTF_8));
        assertThat(found.namesAndVersions()).containsExactly(expected);
        assertThat(String.join(",", found.packages().getFirst().licences())).isEqualTo(licences);
        assertThat(found.packages().getFirst().evidence().getFirst().path()).isEqualTo("/node_modules/a/package.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"module\"}",
                "{\"name\":\"a\"}",
                "{\"version\":\"1\"}",
                "{\"name\":7,\"version\":[\"1\"]}"
            })
    void noNameOrVersionIsNoPackage(String json) throws IOException {
        Said found = run(npm, "node_modules/a/package.json", json.getBytes(UTF_8));
        assertThat(found.packages()).isEmpty();
        assertThat(found.gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@a", "@a/", "@/a", "@a/b/c", "a/b", "../a", "a\\u001bb", "a b", "\\u202ea"})
    void impossibleNamesAreGaps(String name) throws IOException {
        Said found = run(
                npm, "node_modules/a/package.json", ("{\"name\":\"" + name + "\",\"version\":\"1\"}").getBytes(UTF_8));
        assertThat(found.packages()).isEmpty();
        assertThat(found.gaps()).hasSize(1);
    }

    @Test
    void readingStopsWhenAllIsKnown() throws IOException {
        String json = "{\"name\":\"a\",\"version\":\"1\",\"license\":\"MIT\", this is never read";
        assertThat(run(npm, "node_modules/a/package.json", json.getBytes(UTF_8)).namesAndVersions())
                .containsExactly("a 1");
    }

    @Test
    void aByteOrderMarkIsNotText() throws IOException {
        assertThat(run(npm, "node_modules/a/package.json", "\ufeff{\"name\":\"a\",\"version\":\"1\"}".getBytes(UTF_8))
                        .namesAndVersions())
                .containsExactly("a 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"a\"", "{\"name\":", "{\"name\":\"a\" \"version\"}", "\u0000\u0001"})
    void brokenJsonIsAnError(String json) {
        assertThatThrownBy(() -> run(npm, "node_modules/a/package.json", json.getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("JSON");
    }

    @Test
    void deepJsonIsAnError() {
        String json = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"name\":\"a\",\"version\":\"1\"}";
        assertThatThrownBy(() -> run(npm, "node_modules/a/package.json", json.getBytes(UTF_8)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void hugeFilesAreRefused() {
        assertThatThrownBy(() -> run(npm, "node_modules/a/package.json", new byte[5 << 20]))
                .isInstanceOf(IOException.class);
    }

    @Property(tries = 3000)
    void mutatedFilesOnlyEverFailAsInput(
            @ForAll @IntRange(min = 0, max = 200) int at,
            @ForAll byte with,
            @ForAll @IntRange(min = 0, max = 200) int cut) {
        byte[] json =
                ("{\"name\":\"@s/a\",\"description\":\"é\",\"version\":\"1.0.0\",\"x\":{\"y\":[1,2.5e3,true,null]},"
                                + "\"licenses\":[{\"type\":\"MIT\"},\"\\u00e9\"]}")
                        .getBytes(UTF_8);
        byte[] mutated = java.util.Arrays.copyOf(json, Math.min(json.length, cut));
        if (at < mutated.length) {
            mutated[at] = with;
        }
        try {
            run(npm, "node_modules/a/package.json", mutated);
        } catch (IOException expected) {
            assertThat(expected).hasMessageContaining("JSON");
        }
    }
}
