package dev.hullmark.catalog.python;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static dev.hullmark.catalog.CatalogerTester.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.catalog.BytesContent;
import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.catalog.CatalogerTester.Said;
import dev.hullmark.catalog.zip.ZipBuilder;
import dev.hullmark.model.Package;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonCatalogerTest {
    private static final String WHEEL = "usr/lib/python3/dist-packages/a-1.0.dist-info/METADATA";
    private final PythonCataloger python = new PythonCataloger();

    @ParameterizedTest
    @ValueSource(
            strings = {
                WHEEL,
                "a.egg-info/PKG-INFO",
                "usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO",
                "usr/lib/python2.7/argparse.egg-info",
                "opt/app/b-1.0-py3.11.egg",
                "opt/app/b-1.0-py3.11.egg/EGG-INFO/PKG-INFO"
            })
    void metadataAreWanted(String path) {
        assertThat(python.wants(entry(path, 100))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "METADATA",
                "a.dist-info/RECORD",
                "a.dist-info/sub/METADATA",
                ".dist-info/METADATA",
                "x/.egg-info/PKG-INFO",
                "PKG-INFO",
                "src/PKG-INFO",
                "a.egg-info/SOURCES.txt",
                ".egg",
                "x/.egg"
            })
    void othersAreNot(String path) {
        assertThat(python.wants(entry(path, 100))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Name: Flask_SQL.Alchemy~Version: 2.5.1~License: BSD|flask-sql-alchemy 2.5.1|BSD
                    name: a~VERSION: 1!2.0rc1+local.1~License-Expression: MIT OR Apache-2.0~License: X|a 1!2.0rc1+local.1|MIT OR Apache-2.0
                    Name: a~Version: 1~License: UNKNOWN~Classifier: License :: OSI Approved :: MIT License~Classifier: Topic :: X|a 1|MIT License
                    Name: a~Version: 1~License: Copyright~        all of it~ Name: no~Classifier: License :: Public Domain|a 1|Public Domain
                    Name: a~Version: 1~~Name: b~Version: 2|a 1|``
                    Name: a~Version: 1~Name: b~Version: 2|a 1|``
                    """, quoteCharacter = '`')
    void nameVersionAndLicences(String headers, String expected, String licences) throws IOException {
        for (String lineEnd : new String[] {"\n", "\r\n"}) {
            Said said = run(python, WHEEL, "Metadata-Version: 2.1" + lineEnd + headers.replace("~", lineEnd));
            assertThat(said.namesAndVersions()).containsExactly(expected);
            assertThat(String.join(",", said.packages().getFirst().licences())).isEqualTo(licences);
            assertThat(said.gaps()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Name: a\n",
                "Version: 1\n",
                "Name: a b\nVersion: 1\n",
                "Name: --\nVersion: 1\n",
                "Name: é\nVersion: 1\n",
                "Name: a\nVersion: 1 2\n",
                "Name: a\u001b[31m\nVersion: 1\n",
                "\u0000\u0001\u0002"
            })
    void withoutNameAndVersionThereIsAGap(String headers) throws IOException {
        Said said = run(python, WHEEL, headers);
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).hasSize(1);
    }

    @Test
    void theTextBehindTheHeadersIsNotRead() throws IOException {
        byte[] file = ("Name: a\nVersion: 1\nDescription: x\n" + "        y\n".repeat(2000) + "\n"
                        + "z".repeat(8 << 20))
                .getBytes(UTF_8);
        BytesContent content = new BytesContent(file);
        Said said = CatalogerTester.run(python, entry(WHEEL, file.length), content);
        assertThat(said.namesAndVersions()).containsExactly("a 1");
        assertThat(content.bytesRead()).isLessThan(100_000);
    }

    @Test
    void endlessHeadersAreCutOff() throws IOException {
        Said said = run(python, WHEEL, "Name: a\nVersion: 1\n" + "X: y\n".repeat(1 << 20));
        assertThat(said.namesAndVersions()).containsExactly("a 1");
    }

    @Test
    void zippedEggs() throws IOException {
        byte[] egg = new ZipBuilder()
                .with("a/__init__.py", "")
                .with("EGG-INFO/PKG-INFO", "Name: My.Egg\nVersion: 3.0\n")
                .bytes();
        Said said = run(python, "opt/my_egg-3.0-py3.egg", egg);
        assertThat(said.packages())
                .singleElement()
                .extracting(Package::name, p -> p.evidence().getFirst().path(), Package::purl)
                .containsExactly("my-egg", "/opt/my_egg-3.0-py3.egg!/EGG-INFO/PKG-INFO", "pkg:pypi/my-egg@3.0");
        assertThat(run(python, "a.egg", new ZipBuilder().with("x", "").bytes()).gaps())
                .containsExactly("holds no EGG-INFO/PKG-INFO");
        assertThatThrownBy(() -> run(python, "a.egg", "chicken")).isInstanceOf(IOException.class);
    }

    @Property
    void anyBytesOnlyEverFailAsInput(@ForAll byte[] bytes, @ForAll @IntRange(max = 30) int at) throws IOException {
        byte[] file = "Name: abc\r\nVersion: 1.0\r\nLicense: é\r\n\r\ntext".getBytes(UTF_8);
        System.arraycopy(bytes, 0, file, at, Math.min(bytes.length, file.length - at));
        run(python, WHEEL, file).packages().forEach(p -> assertThat(p.purl()).startsWith("pkg:pypi/"));
    }
}
