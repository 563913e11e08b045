package dev.hullmark.catalog.hex;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static dev.hullmark.catalog.CatalogerTester.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester.Said;
import dev.hullmark.model.Confidence;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HexTest {
    private final HexCataloger hex = new HexCataloger();

    @Test
    void aLockFile() throws IOException {
        String lock = """
                %{
                  "plug": {:hex, :plug, "1.14.2", "cff7", [:mix], [{:mime, "~> 1.0", [hex: :mime, repo: "hexpm"]}], "hexpm"},
                  "alias": {:hex, :"real-name", "0.1.0", "00", [:rebar3], [], "hexpm", "11"},
                  "forked": {:git, "https://git.example/x.git", "abc", [branch: "main"]},
                }
                """;
        assertThat(run(new MixLockCataloger(), "app/mix.lock", lock).namesAndVersions())
                .containsExactly("plug 1.14.2", "real-name 0.1.0");
    }

    @Test
    void whatHexUnpacked() throws IOException {
        Said said = run(hex, "app/deps/cowboy/hex_metadata.config", """
                {<<"app">>,<<"cowboy">>}.
                {<<"build_tools">>,[<<"make">>,<<"rebar3">>]}.
                {<<"licenses">>,[<<"ISC">>,<<"MIT">>]}.
                {<<"name">>,<<"cowboy">>}.
                {<<"requirements">>,
                 [{<<"cowlib">>, [{<<"name">>,<<"cowlib">>},{<<"requirement">>,<<"2.12.1">>}]}]}.
                {<<"version">>,<<"2.10.0">>}.
                """);
        assertThat(said.namesAndVersions()).containsExactly("cowboy 2.10.0");
        assertThat(said.packages().getFirst().licences()).containsExactly("ISC", "MIT");
        assertThat(said.packages().getFirst().confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void anApplicationOfARelease() throws IOException {
        Said said = run(hex, "app/lib/accept-0.3.5/ebin/accept.app", """
                {application,accept,
                             [{description,"Accept header(s)"},
                              {vsn,"0.3.5"},
                              {modules,[]}]}.
                """);
        assertThat(said.namesAndVersions()).containsExactly("accept 0.3.5");
        assertThat(said.packages().getFirst().confidence()).isEqualTo(Confidence.MEDIUM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/erlang/lib/stdlib-4.2/ebin/stdlib.app",
                "app/lib/elixir-1.15.0/ebin/elixir.app",
                "app/_build/prod/lib/plug/ebin/plug.app",
                "app/lib/plug-1.0/src/plug.app",
                "app/xlib/plug-1.0/ebin/plug.app",
                "Applications/x.app",
                "x.app",
                "ebin/x.app"
            })
    void othersAreNotWanted(String path) {
        assertThat(hex.wants(entry(path, 100))).isFalse();
    }

    @Test
    void aReleaseAtTheRoot() {
        assertThat(hex.wants(entry("lib/plug-1.0/ebin/plug.app", 100))).isTrue();
        assertThat(hex.wants(entry("usr/lib/erlang/lib/p1_xml-1.1.49/ebin/fast_xml.app", 100)))
                .isTrue();
    }

    @Test
    void aTextThatIsCutOffInItsBracketsIsNone() throws IOException {
        Said said = run(hex, "app/deps/a/hex_metadata.config", """
                {<<"licenses">>,[<<">>,<<"MIT">>]}.
                {<<"name">>,<<"a">>}.
                {<<"version">>,<<">>}.
                """);
        assertThat(said.packages()).isEmpty();
    }
}
