package dev.hullmark.catalog.r;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static dev.hullmark.catalog.CatalogerTester.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester.Said;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RCatalogerTest {
    private static final String INSTALLED = """
            Package: jsonlite
            Title: A Simple and Robust JSON Parser
              Version: 9.9
            License: MIT + file LICENSE
            Version: 1.8-4
            Author: Somebody [aut]
            Built: R 4.2.2; x86_64-pc-linux-gnu; 2023-01-20 18:24:19 UTC; unix
            """;

    private final RCataloger r = new RCataloger();

    @Test
    void anInstalledPackage() throws IOException {
        Said said = run(r, "usr/lib/R/site-library/jsonlite/DESCRIPTION", INSTALLED);
        assertThat(said.namesAndVersions()).containsExactly("jsonlite 1.8-4");
        assertThat(said.packages().getFirst().licences()).containsExactly("MIT + file LICENSE");
        assertThat(said.packages().getFirst().purl()).isEqualTo("pkg:cran/jsonlite@1.8-4");
    }

    @Test
    void sourcesAndRItselfAreNone() throws IOException {
        assertThat(run(r, "src/jsonlite/DESCRIPTION", INSTALLED.replace("Built:", "Packaged:"))
                        .packages())
                .isEmpty();
        assertThat(run(r, "usr/lib/R/library/stats/DESCRIPTION", INSTALLED + "Priority: base\n")
                        .packages())
                .isEmpty();
        assertThat(run(r, "usr/lib/R/library/MASS/DESCRIPTION", INSTALLED + "Priority: recommended\n")
                        .packages())
                .hasSize(1);
        assertThat(r.wants(entry("x/DESCRIPTION.in", 10))).isFalse();
    }
}
