package dev.hullmark.catalog.go;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static dev.hullmark.catalog.CatalogerTester.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.catalog.CatalogerTester.Said;
import dev.hullmark.model.Confidence;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoModCatalogerTest {
    private static final String OLD = "was written for Go before 1.17: it does not list all that is needed";

    private final GoModCataloger cataloger = new GoModCataloger();

    @Test
    void aRealFile() throws IOException {
        Said said = run(cataloger, "app/go.mod", """
                // Deprecated: not so.
                module example.com/shop/v2 // import

                go 1.21

                toolchain go1.21.3

                require github.com/gin-gonic/gin v1.7.0

                require (
                \tgithub.com/docker/docker v20.10.7+incompatible // indirect
                \t"golang.org/x/text" v0.3.7
                \texample.com/forked v1.0.0
                \texample.com/local v1.1.0
                \texample.com/other v1.2.0
                \texample.com/pseudo v0.0.0-20210220032951-036812b2e83c
                )

                replace (
                \texample.com/forked => example.com/fork v1.0.1
                \texample.com/local v1.1.0 => ../local
                \texample.com/other v1.9.9 => example.com/never v1.0.0
                )

                exclude example.com/other v1.1.0
                retract v1.0.0
                tool example.com/tool
                """);
        assertThat(said.namesAndVersions())
                .containsExactly(
                        "github.com/gin-gonic/gin v1.7.0",
                        "github.com/docker/docker v20.10.7+incompatible",
                        "golang.org/x/text v0.3.7",
                        "example.com/fork v1.0.1",
                        "example.com/local v1.1.0",
                        "example.com/other v1.2.0",
                        "example.com/pseudo v0.0.0-20210220032951-036812b2e83c",
                        "stdlib 1.21.3");
        assertThat(said.gaps()).isEmpty();
        assertThat(said.packages().get(4).confidence()).isEqualTo(Confidence.LOW);
        assertThat(said.packages().getLast().confidence()).isEqualTo(Confidence.MEDIUM);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            go 1.22.4|stdlib 1.22.4|
            go 1.22||
            `go 1.22.1;toolchain default`|stdlib 1.22.1|
            `module a;require b v1.0.0`|b v1.0.0|was written for Go before 1.17: it does not list all that is needed
            `go 1.16;require b v1.0.0`|b v1.0.0|was written for Go before 1.17: it does not list all that is needed
            `go 1.17;require b v1.0.0;exclude b v1.0.0`||does not say which version is used of b
            `go 1.20;require (;b v1.0.0;;b v1.1.0;)`|b v1.1.0|
            `go 1.20;require b;require;replace;replace => x;replace b =>;exclude b;)`||
            `go 1.20;require /b v1.0.0;require b//c v1;require b latest`||declares 3 packages without a usable name or version
            """)
    void directives(String text, String expected, String gap) throws IOException {
        Said said = run(cataloger, "go.mod", text.replace(';', '\n'));
        assertThat(String.join(",", said.namesAndVersions())).isEqualTo(Objects.requireNonNullElse(expected, ""));
        assertThat(String.join(",", said.gaps())).isEqualTo(Objects.requireNonNullElse(gap, ""));
        assertThat(said.gaps().contains(OLD)).isEqualTo(OLD.equals(gap));
    }

    @Test
    void onlyFilesOfTheProjectItself() {
        assertThat(cataloger.wants(entry("a/go.mod", 10))).isTrue();
        assertThat(cataloger.wants(entry("a/testdata/x/go.mod", 10))).isFalse();
        assertThat(cataloger.wants(entry("root/go/pkg/mod/x@v1.0.0/go.mod", 10)))
                .isFalse();
        assertThat(cataloger.wants(entry("go.mod.txt", 10))).isFalse();
        assertThat(cataloger.wants(entry("a/go.sum", 10))).isFalse();
    }

    @Test
    void sizeIsBounded() {
        assertThatThrownBy(() -> run(cataloger, "go.mod", new byte[5 << 20])).isInstanceOf(IOException.class);
    }
}
