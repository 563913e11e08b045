package dev.hullmark.match;

import static dev.hullmark.match.Installed.BOOKWORM;
import static dev.hullmark.match.Installed.deb;
import static dev.hullmark.match.Installed.npm;
import static dev.hullmark.match.Known.advisory;
import static dev.hullmark.match.Known.affects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhyTest {
    private static final Known INDEX = Known.of(
            Known.summed(
                    "A bad bug",
                    advisory(
                            "DEBIAN-CVE-2023-1",
                            "CVE-2023-1",
                            Known.rated("high", affects("Debian:12", "openssl", "introduced 0", "fixed 3.0-2")))),
            advisory("GHSA-1", "CVE-2024-2", affects("npm", "x", "introduced 1.0.0", "fixed 1.5.0")),
            Known.withdrawn(advisory("GHSA-3", "CVE-2024-3", affects("npm", "x", "introduced 0"))));

    @Test
    void theWholeChainOfAFinding() {
        Evidence where = new Evidence("/var/lib/dpkg/status", "sha256:ab", 2, "RUN apt-get install openssl", 0);
        Explanation e = Why.explain(
                "CVE-2023-1",
                Installed.on(
                        BOOKWORM, deb("libssl3", "3.0-1+b1", "openssl", "3.0-1").withEvidence(List.of(where))),
                INDEX);
        assertThat(e.lines())
                .containsExactly(
                        "DEBIAN-CVE-2023-1, Debian:12 openssl: A bad bug",
                        "",
                        "pkg:deb/debian/libssl3@3.0-1%2Bb1?distro=debian-12",
                        "  found in   /var/lib/dpkg/status",
                        "  layer      2 sha256:ab",
                        "  made by    RUN apt-get install openssl",
                        "  advisory   DEBIAN-CVE-2023-1",
                        "             libssl3 is built from source openssl 3.0-1",
                        "             introduced in the first version",
                        "             3.0-1 < 3.0-2 (fixed)",
                        "             → affected",
                        "             severity high: DEBIAN-CVE-2023-1 rates this package 'high'",
                        "             upgrade libssl3 to 3.0-2",
                        "",
                        "CVE-2023-1 is reported for libssl3 3.0-1+b1.");
        assertThat(e.cases().getFirst().finding()).isPresent();
    }

    @Test
    void fixedAlready() {
        Explanation e = Why.explain(
                "cve-2024-2".toUpperCase(java.util.Locale.ROOT), Installed.nowhere(npm("x", "1.5.0")), INDEX);
        assertThat(e.cases().getFirst().outcome()).isEqualTo(Explanation.Outcome.NOT_AFFECTED);
        assertThat(e.cases().getFirst().steps()).contains("1.5.0 = 1.5.0 (fixed)", "→ not affected");
        assertThat(e.answer()).isEqualTo("CVE-2024-2 is not reported: no installed version is affected.");
    }

    @Test
    void notInstalled() {
        assertThat(Why.explain("CVE-2024-2", Installed.nowhere(npm("y", "1.0.0")), INDEX)
                        .answer())
                .isEqualTo("CVE-2024-2 is not reported: no package that it affects is installed.");
    }

    @Test
    void knownElsewhereOnly() {
        assertThat(Why.explain("CVE-2024-2", Installed.on(BOOKWORM, deb("x", "1", "x", "1")), INDEX)
                        .answer())
                .isEqualTo("CVE-2024-2 is not reported: no advisory for Debian:12 speaks of it.");
    }

    @Test
    void ownedByTheDistribution() {
        Explanation e = Why.explain(
                "CVE-2024-2", Installed.on(BOOKWORM, npm("x", "1.1.0").withOwner("pkg:deb/debian/node-x@1")), INDEX);
        assertThat(e.cases().getFirst().outcome()).isEqualTo(Explanation.Outcome.OWNED);
        assertThat(e.cases().getFirst().steps().getFirst()).contains("pkg:deb/debian/node-x@1");
        assertThat(e.answer()).contains("belongs to the distribution");
    }

    @Test
    void withdrawn() {
        Explanation e = Why.explain("GHSA-3", Installed.nowhere(npm("x", "1.1.0")), INDEX);
        assertThat(e.cases().getFirst().outcome()).isEqualTo(Explanation.Outcome.WITHDRAWN);
        assertThat(e.answer()).isEqualTo("GHSA-3 is not reported: its source withdrew it.");
    }

    @Test
    void silenceOverAGapIsSaidToBeOne() {
        Explanation e = Why.explain(
                "CVE-1999-1",
                Installed.nowhere(
                        dev.hullmark.model.Package.of(dev.hullmark.model.PackageType.PYPI, "django", "1", "/x")),
                INDEX);
        assertThat(e.answer())
                .isEqualTo("No advisory at hand goes by CVE-1999-1."
                        + " But pypi packages: no feed for PyPI; run hullmark db update.");
    }
}
