package dev.hullmark.match;

import static dev.hullmark.match.Known.advisory;
import static dev.hullmark.match.Known.affects;
import static dev.hullmark.match.Known.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.advisories.Affected;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages of languages against advisories as OSV writes them: names, bounds and what can't be placed. */
class LanguagesTest {
    @ParameterizedTest
    @CsvSource({
        // type, installed, version, ecosystem, name as the index keys it, fixed, affected
        "NUGET, Newtonsoft.Json, 12.0.3, NuGet, newtonsoft.json, 13.0.1, true",
        "NUGET, Newtonsoft.Json, 13.0.1.0, NuGet, newtonsoft.json, 13.0.1, false",
        "COMPOSER, Symfony/Http-Kernel, v5.4.19, Packagist, symfony/http-kernel, 5.4.20, true",
        "COMPOSER, symfony/http-kernel, 5.4.20.0, Packagist, symfony/http-kernel, 5.4.20, false",
        "COMPOSER, symfony/http-kernel, 5.4.20-BETA1, Packagist, symfony/http-kernel, 5.4.20, true",
        "COMPOSER, symfony/http-kernel, 5.4.x-dev, Packagist, symfony/http-kernel, 5.4.20, false",
        "GEM, rails, 7.0.0.rc1, RubyGems, rails, 7.0.0, true",
        "GEM, rails, 7.0.0, RubyGems, rails, 7.0, false",
        "CARGO, time, 0.1.42, crates.io, time, 0.2.23, true",
        "HEX, Plug, 1.3.4, Hex, plug, 1.3.5, true",
        "PUB, http, 0.13.2, Pub, http, 0.13.3, true",
        "PUB, http, 0.13.3+1, Pub, http, 0.13.3, false",
        "CRAN, commonmark, 1.7, CRAN, commonmark, 1.8-0, true",
        "CONAN, openssl, 1.1.1v, ConanCenter, openssl, 1.1.1w, true",
    })
    void namesAndBounds(
            PackageType type,
            String name,
            String version,
            String ecosystem,
            String key,
            String fixed,
            boolean affected) {
        Affected says = affects(ecosystem, key, "introduced 0", "fixed " + fixed);
        Package p = Package.of(type, name, version, "/x");
        Verdict verdict = Matcher.match(Installed.nowhere(p), Known.of(advisory("GHSA-1", "CVE-2024-1", says)));
        assertThat(verdict.findings()).hasSize(affected ? 1 : 0);
        verdict.findings().forEach(f -> assertThat(f.pkg().orElseThrow().name()).isEqualTo(name));
    }

    @Test
    void aBranchIsAGapAndNoFinding() {
        Known index =
                Known.of(advisory("GHSA-1", "CVE-2024-1", affects("Packagist", "a/b", "introduced 0", "fixed 1.2.0")));
        for (String branch : List.of("dev-main", "feature-dev")) {
            Verdict verdict =
                    Matcher.match(Installed.nowhere(Package.of(PackageType.COMPOSER, "a/b", branch, "/x")), index);
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.coverage()).singleElement().satisfies(c -> assertThat(c.toString())
                    .contains(branch));
        }
    }

    @Test
    void aListNamesAVersionInAnySpelling() {
        Known index = Known.of(
                advisory("1", "CVE-2024-1", named("Packagist", "a/b", List.of("v1.2.0"), List.of())),
                advisory("2", "CVE-2024-2", named("NuGet", "a", List.of("1.2"), List.of())),
                advisory("3", "CVE-2024-3", named("RubyGems", "a", List.of("1.2.0"), List.of())));
        assertThat(Matcher.match(
                                Installed.nowhere(
                                        Package.of(PackageType.COMPOSER, "a/b", "1.2", "/x"),
                                        Package.of(PackageType.NUGET, "A", "1.2.0", "/x"),
                                        Package.of(PackageType.GEM, "a", "1.2", "/x")),
                                index)
                        .findings())
                .hasSize(3);
    }
}
