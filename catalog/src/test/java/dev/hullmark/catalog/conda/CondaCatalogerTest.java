package dev.hullmark.catalog.conda;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static dev.hullmark.catalog.CatalogerTester.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester.Said;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CondaCatalogerTest {
    private final CondaCataloger conda = new CondaCataloger();

    @Test
    void aPackageOfAnEnvironment() throws IOException {
        Said said = run(conda, "opt/conda/conda-meta/openssl-3.0.13-h0.json", """
                {"arch": "x86_64", "build": "h0", "channel": "https://conda.example/main/linux-64",
                 "files": ["lib/libssl.so", "name"], "license": "OpenSSL", "link": {"source": "x", "type": 1},
                 "name": "openssl", "paths_data": {"paths": [{"_path": "lib/libssl.so"}]}, "version": "3.0.13"}
                """);
        assertThat(said.namesAndVersions()).containsExactly("openssl 3.0.13");
        assertThat(said.packages().getFirst().licences()).containsExactly("OpenSSL");
        assertThat(said.packages().getFirst().purl()).isEqualTo("pkg:conda/openssl@3.0.13");
    }

    @Test
    void onlyTheEnvironmentsOwnRecords() {
        assertThat(conda.wants(entry("conda-meta/a-1-0.json", 9))).isTrue();
        assertThat(conda.wants(entry("opt/conda-meta/a-1-0.json", 9))).isTrue();
        assertThat(conda.wants(entry("opt/conda-meta/history", 9))).isFalse();
        assertThat(conda.wants(entry("opt/xconda-meta/a.json", 9))).isFalse();
        assertThat(conda.wants(entry("opt/conda-meta/sub/a.json", 9))).isFalse();
    }

    @Test
    void otherJsonInThereIsNoPackage() throws IOException {
        Said said = run(conda, "conda-meta/state.json", "{\"env_vars\": {}}");
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).isEmpty();
    }
}
