package dev.hullmark.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcosystemNamesTest {
    @ParameterizedTest
    @CsvSource({
        "PyPI, Zope.Interface_x, zope-interface-x",
        "NuGet, Newtonsoft.Json, newtonsoft.json",
        "Packagist, Symfony/HTTP-Kernel, symfony/http-kernel",
        "Hex, Plug, plug",
        "npm, JSONStream, JSONStream",
        "Go, github.com/Masterminds/x, github.com/Masterminds/x",
        "RubyGems, RedCloth, RedCloth",
        "crates.io, serde_json, serde_json",
        "CRAN, Rcpp, Rcpp"
    })
    void asTheIndexKeysThem(String ecosystem, String name, String key) {
        assertThat(Ecosystems.name(ecosystem, name)).isEqualTo(key);
        assertThat(Ecosystems.name(ecosystem, key)).isEqualTo(key);
    }
}
