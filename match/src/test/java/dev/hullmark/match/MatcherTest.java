package dev.hullmark.match;

import static dev.hullmark.match.Installed.ALMA;
import static dev.hullmark.match.Installed.BOOKWORM;
import static dev.hullmark.match.Installed.deb;
import static dev.hullmark.match.Installed.npm;
import static dev.hullmark.match.Installed.rpm;
import static dev.hullmark.match.Known.advisory;
import static dev.hullmark.match.Known.affects;
import static dev.hullmark.match.Known.named;
import static dev.hullmark.match.Known.rated;
import static dev.hullmark.match.Known.scored;
import static dev.hullmark.match.Known.summed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.advisories.Advisory;
import dev.hullmark.advisories.Feed;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Cvss;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.ReportOrder;
import dev.hullmark.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatcherTest {
    private static final Cvss V31 = new Cvss("3.1", "CVSS:3.1/…", 9.8);
    private static final Cvss V40 = new Cvss("4.0", "CVSS:4.0/…", 6.9);
    private static final Cvss V2 = new Cvss("2.0", "AV:N/…", 10.0);

    @Test
    void aDistributionsPackageIsJudgedBySourceNameAndVersion() {
        Known index = Known.of(advisory(
                "DEBIAN-CVE-2024-1",
                "CVE-2024-1",
                affects("Debian:12", "openssl", "introduced 0", "fixed 3.0.15-1~deb12u1")));
        Verdict verdict = Matcher.match(
                Installed.on(BOOKWORM, deb("libssl3", "3.0.11-1~deb12u2+b1", "openssl", "3.0.11-1~deb12u2")), index);
        Finding f = only(verdict);
        assertThat(f.id()).isEqualTo("CVE-2024-1");
        assertThat(f.fixedIn()).containsExactly("3.0.15-1~deb12u1");
        assertThat(f.remediation()).isEqualTo("upgrade libssl3 to 3.0.15-1~deb12u1");
        assertThat(f.advisory().orElseThrow().source()).isEqualTo("DEBIAN-CVE-2024-1");
        assertThat(f.advisory().orElseThrow().aliases()).isEmpty();
        assertThat(f.pkg().orElseThrow().purl()).startsWith("pkg:deb/debian/libssl3@");
        assertThat(f.title()).isEqualTo("CVE-2024-1 in libssl3");
        assertThat(f.key())
                .isEqualTo(Finding.keyOf(
                        Finding.Kind.VULNERABILITY,
                        "CVE-2024-1",
                        f.pkg().orElseThrow().purl(),
                        "/var/lib/dpkg/status"));
        assertThat(verdict.coverage()).containsExactly(Coverage.complete("deb"));
    }

    @Test
    void anotherReleaseOfTheDistributionIsSilent() {
        Known index = Known.of(advisory("DSA-1", "CVE-2024-1", affects("Debian:11", "openssl", "introduced 0")));
        Verdict verdict = Matcher.match(Installed.on(BOOKWORM, deb("libssl3", "1", "openssl", "1")), index);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.coverage())
                .containsExactly(Coverage.none("deb", "the Debian feed says nothing about Debian:12"));
    }

    @Test
    void aliasesFoldIntoOneFinding() {
        Known index = Known.of(
                summed(
                        "Prototype pollution\nin lodash",
                        advisory("GHSA-1", "CVE-2021-1", affects("npm", "lodash", "introduced 0", "fixed 4.17.21"))),
                advisory(
                        "x_VCID-9",
                        "CVE-2021-1 GHSA-1",
                        named("npm", "lodash", List.of("4.17.15"), List.of("4.17.21", "5.0.0-beta"))),
                advisory("SNYK-1", "GHSA-1", affects("npm", "lodash", "introduced 0")),
                advisory("GHSA-2", "", affects("npm", "lodash", "introduced 0", "fixed 4.17.20")));
        Verdict verdict = Matcher.match(Installed.nowhere(npm("lodash", "4.17.15")), index);
        assertThat(verdict.findings()).extracting(Finding::id).containsExactlyInAnyOrder("CVE-2021-1", "GHSA-2");
        Finding cve = byId(verdict, "CVE-2021-1");
        assertThat(cve.title()).isEqualTo("Prototype pollution in lodash");
        assertThat(cve.fixedIn()).containsExactly("4.17.21", "5.0.0-beta");
        assertThat(cve.advisory().orElseThrow().source()).isEqualTo("GHSA-1");
        assertThat(cve.advisory().orElseThrow().aliases()).containsExactly("SNYK-1", "x_VCID-9");
    }

    @Test
    void severalCvesUnderOneNameAreShownByGithubsId() {
        Known index = Known.of(advisory("PYSEC-1", "CVE-1-1 CVE-1-2 GHSA-7", affects("npm", "x", "introduced 0")));
        assertThat(only(Matcher.match(Installed.nowhere(npm("x", "1.0.0")), index))
                        .id())
                .isEqualTo("GHSA-7");
    }

    @Test
    void anErratumGivesOneFindingForEachCveItMends() {
        Known index = Known.of(summed(
                "Important: bind security update",
                advisory(
                        "ALSA-2024:1",
                        "CVE-2024-1 CVE-2024-2",
                        affects("AlmaLinux:9", "bind-libs", "introduced 0", "fixed 32:9.16.23-18.el9_4"))));
        Verdict verdict = Matcher.match(
                Installed.on(ALMA, rpm("bind-libs", "32:9.16.23-14.el9", "bind", "9.16.23-14.el9")), index);
        assertThat(verdict.findings()).extracting(Finding::id).containsExactly("CVE-2024-1", "CVE-2024-2");
        for (Finding f : verdict.findings()) {
            assertThat(f.severity()).isEqualTo(Severity.HIGH);
            assertThat(f.advisory().orElseThrow().source()).isEqualTo("ALSA-2024:1");
            assertThat(f.advisory().orElseThrow().aliases()).isEmpty();
            assertThat(f.fixedIn()).containsExactly("32:9.16.23-18.el9_4");
        }
    }

    @Test
    void anErratumIsNoAliasOfWhatItMends() {
        Known index = Known.of(
                advisory("DSA-5000-1", "CVE-2024-1 CVE-2024-2", affects("Debian:12", "x", "introduced 0", "fixed 2")),
                rated("low", "DEBIAN-CVE-2024-1", "CVE-2024-1"),
                rated("high", "DEBIAN-CVE-2024-2", "CVE-2024-2"));
        Verdict verdict = Matcher.match(Installed.on(BOOKWORM, deb("x", "1", "x", "1")), index);
        assertThat(byId(verdict, "CVE-2024-1").severity()).isEqualTo(Severity.LOW);
        assertThat(byId(verdict, "CVE-2024-2").severity()).isEqualTo(Severity.HIGH);
        assertThat(byId(verdict, "CVE-2024-1").advisory().orElseThrow().source())
                .isEqualTo("DEBIAN-CVE-2024-1");
        assertThat(verdict.findings()).hasSize(2);
    }

    private static Advisory rated(String word, String id, String cve) {
        return advisory(id, cve, Known.rated(word, affects("Debian:12", "x", "introduced 0", "fixed 2")));
    }

    @Test
    void anErratumWithoutCveIsItsOwnIdUnlessItOnlyMendsBugs() {
        Known index = Known.of(
                advisory("ALSA-2024:1", "", affects("AlmaLinux:9", "x", "introduced 0", "fixed 2-1")),
                advisory("ALBA-2024:2", "", affects("AlmaLinux:9", "x", "introduced 0", "fixed 2-1")),
                advisory("ALBA-2024:3", "CVE-2024-3", affects("AlmaLinux:9", "x", "introduced 0", "fixed 2-1")));
        Verdict verdict = Matcher.match(Installed.on(ALMA, rpm("x", "1-1", "x", "1-1")), index);
        assertThat(verdict.findings()).extracting(Finding::id).containsExactly("ALSA-2024:1", "CVE-2024-3");
    }

    @Test
    void modulesAndTheirStreamsAreWorldsOfTheirOwn() {
        String modular = "1:18.20-1.module_el9.4.0+1";
        Known index = Known.of(summed(
                "Important: nodejs:18 security update",
                advisory("ALSA-1", "CVE-1-1", affects("AlmaLinux:9", "nodejs", "introduced 0", "fixed " + modular))));
        Package plain = rpm("nodejs", "1:16.20-1.el9", "nodejs", "16.20-1.el9");
        Package same = rpm("nodejs", "1:18.1-1.module_el9.1.0+9", "nodejs", "18.1-1")
                .withQualifier("modularitylabel", "nodejs:18:9010:ab");
        Package other = rpm("nodejs", "1:16.1-1.module_el9.1.0+9", "nodejs", "16.1-1")
                .withQualifier("modularitylabel", "nodejs:16:9010:ab");
        assertThat(Matcher.match(Installed.on(ALMA, plain), index).findings()).isEmpty();
        assertThat(Matcher.match(Installed.on(ALMA, other), index).findings()).isEmpty();
        assertThat(Matcher.match(Installed.on(ALMA, same), index).findings()).hasSize(1);
        Known plainFix = Known.of(
                advisory("ALSA-2", "CVE-1-2", affects("AlmaLinux:9", "nodejs", "introduced 0", "fixed 1:16.20-9.el9")));
        assertThat(Matcher.match(Installed.on(ALMA, same, other), plainFix).findings())
                .isEmpty();
        assertThat(Matcher.match(Installed.on(ALMA, plain), plainFix).findings())
                .hasSize(1);
    }

    @Test
    void aSourceRpmTakesTheEpochOfItsPackages() {
        Known index = Known.of(
                advisory("RLSA-1", "CVE-1-1", affects("Rocky Linux:9", "bind", "introduced 0", "fixed 32:9.16-2")));
        Distribution rocky = new Distribution("rocky", "9.3", "", "Rocky Linux 9.3", "");
        assertThat(Matcher.match(Installed.on(rocky, rpm("bind-libs", "32:9.16-2", "bind", "9.16-2")), index)
                        .findings())
                .isEmpty();
        assertThat(Matcher.match(Installed.on(rocky, rpm("bind-libs", "32:9.16-1", "bind", "9.16-1")), index)
                        .findings())
                .hasSize(1);
    }

    /** perl-Errno 0:1.30 is built from perl 4:5.32: neither epoch says anything of the other. */
    @Test
    void aSourceRpmOfAnotherVersionHasAnUnknownEpoch() {
        Known index = Known.of(
                advisory("RLSA-1", "CVE-1-1", affects("Rocky Linux:9", "perl", "introduced 0", "fixed 4:5.32.1-481")));
        Distribution rocky = new Distribution("rocky", "9.3", "", "Rocky Linux 9.3", "");
        for (String epoch : List.of("", "5:")) {
            Package mended = rpm("perl-Errno", epoch + "1.30-481", "perl", epoch + "5.32.1-481");
            assertThat(Matcher.match(Installed.on(rocky, mended), index).findings())
                    .isEmpty();
            Package old = rpm("perl-Errno", epoch + "1.30-480", "perl", epoch + "5.32.1-480");
            assertThat(only(Matcher.match(Installed.on(rocky, old), index)).fixedIn())
                    .containsExactly("4:5.32.1-481");
        }
    }

    @Test
    void whatTheDistributionOwnsIsJudgedByTheDistributionOnly() {
        Known index = Known.of(advisory("GHSA-1", "CVE-1-1", affects("npm", "x", "introduced 0")));
        Package owned = npm("x", "1.0.0").withOwner("pkg:deb/debian/node-x@1.0.0-1");
        Verdict verdict = Matcher.match(Installed.on(BOOKWORM, owned), index);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.coverage().getFirst().status()).isEqualTo(Coverage.Status.NOT_APPLICABLE);
        assertThat(Ecosystems.shards(Installed.on(BOOKWORM, owned, deb("x", "1", "x", "1"))))
                .containsExactly("Debian");
    }

    @Test
    void withdrawnNeverMatches() {
        Known index = Known.of(Known.withdrawn(advisory("GHSA-1", "CVE-1-1", affects("npm", "x", "introduced 0"))));
        assertThat(Matcher.match(Installed.nowhere(npm("x", "1.0.0")), index).findings())
                .isEmpty();
    }

    @Test
    void withdrawnIsNoGapEither() {
        Known index = Known.of(Known.withdrawn(advisory("GHSA-1", "CVE-1-1", affects("npm", "x", "introduced odd"))));
        assertThat(Matcher.match(Installed.nowhere(npm("x", "1.0.0")), index).coverage())
                .containsExactly(Coverage.complete("npm"));
    }

    @Test
    void malwareIsAlwaysCritical() {
        Known index = Known.of(scored(
                advisory("MAL-2024-1", "GHSA-8", named("npm", "evil", List.of("1.0.0"), List.of())),
                new Cvss("3.1", "", 2.0)));
        Finding f = only(Matcher.match(Installed.nowhere(npm("evil", "1.0.0")), index));
        assertThat(f.kind()).isEqualTo(Finding.Kind.MALWARE);
        assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(f.id()).isEqualTo("GHSA-8");
        assertThat(f.advisory().orElseThrow().source()).isEqualTo("MAL-2024-1");
        assertThat(f.remediation()).startsWith("remove evil");
    }

    @Test
    void aDistributionsWordIsFirstElseTheNewestScore() {
        Advisory debian = scored(
                advisory(
                        "DEBIAN-CVE-1-1",
                        "CVE-1-1",
                        Known.rated("unimportant", affects("Debian:12", "x", "introduced 0"))),
                V31);
        assertThat(only(Matcher.match(Installed.on(BOOKWORM, deb("x", "1", "x", "1")), Known.of(debian)))
                        .severity())
                .isEqualTo(Severity.NEGLIGIBLE);
        Advisory unrated = scored(
                advisory(
                        "DEBIAN-CVE-1-1",
                        "CVE-1-1",
                        Known.rated("not yet assigned", affects("Debian:12", "x", "introduced 0"))),
                V31);
        assertThat(only(Matcher.match(Installed.on(BOOKWORM, deb("x", "1", "x", "1")), Known.of(unrated)))
                        .severity())
                .isEqualTo(Severity.CRITICAL);
        Advisory npm = scored(
                advisory("GHSA-1", "CVE-1-1", Known.rated("low", affects("npm", "x", "introduced 0"))), V2, V40, V31);
        Finding f = only(Matcher.match(Installed.nowhere(npm("x", "1.0.0")), Known.of(npm)));
        assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(f.advisory().orElseThrow().cvss()).contains(V40);
        Advisory silent = advisory("GHSA-1", "CVE-1-1", affects("npm", "x", "introduced 0"));
        assertThat(only(Matcher.match(Installed.nowhere(npm("x", "1.0.0")), Known.of(silent)))
                        .severity())
                .isEqualTo(Severity.UNKNOWN);
    }

    @Test
    void exploitationIsKnownByCve() {
        Known index = Known.of(
                        advisory("GHSA-1", "CVE-1-1", affects("npm", "x", "introduced 0")),
                        scored(advisory("GHSA-2", "CVE-1-2", affects("npm", "x", "introduced 0")), V31))
                .exploiting("CVE-1-1", 0.7);
        Verdict verdict = Matcher.match(Installed.nowhere(npm("x", "1.0.0")), index);
        assertThat(verdict.findings()).extracting(Finding::id).containsExactly("CVE-1-1", "CVE-1-2");
        assertThat(byId(verdict, "CVE-1-1").advisory().orElseThrow().kev()).isTrue();
        assertThat(byId(verdict, "CVE-1-1")
                        .advisory()
                        .orElseThrow()
                        .epss()
                        .orElseThrow()
                        .score())
                .isEqualTo(0.7);
        assertThat(verdict.findings()).isSortedAccordingTo(ReportOrder.MOST_URGENT_FIRST);
    }

    @Test
    void eachInstalledCopyIsAFindingAndTheSameCopyOnlyOne() {
        Known index = Known.of(advisory("GHSA-1", "CVE-1-1", affects("npm", "x", "introduced 0")));
        Package elsewhere = Package.of(PackageType.NPM, "x", "1.0.0", "/other/package.json");
        Verdict verdict = Matcher.match(Installed.nowhere(npm("x", "1.0.0"), npm("x", "1.0.0"), elsewhere), index);
        assertThat(verdict.findings()).hasSize(2);
        assertThat(Matcher.match(Installed.nowhere(elsewhere, npm("x", "1.0.0")), index)
                        .findings())
                .isEqualTo(verdict.findings());
    }

    @Test
    void coverageNamesEveryGap() {
        Known index = Known.of(advisory("GHSA-1", "CVE-1-1", affects("npm", "x", "introduced 0", "fixed 2.0.0")))
                .with(new Feed("npm", Feed.Origin.STARTER, Known.THEN, Known.THEN, 60));
        Distribution mint = new Distribution("linuxmint", "21", "vera", "Linux Mint 21", "ubuntu debian");
        Verdict verdict = Matcher.match(
                Installed.on(
                        mint,
                        Package.of(PackageType.DEB, "bash", "5", "/var/lib/dpkg/status"),
                        npm("x", "latest"),
                        Package.of(PackageType.PYPI, "django", "1", "/d/METADATA")),
                index);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.coverage())
                .containsExactly(
                        Coverage.none("deb", "no advisories are known for Linux Mint 21"),
                        Coverage.partial(
                                "npm",
                                "only the starter set for npm; run hullmark db update; 1 version can't be compared: x latest"),
                        Coverage.none("pypi", "no feed for PyPI; run hullmark db update"));
    }

    @Test
    void singleRecordsAreNoFeed() {
        Known index = Known.of(advisory("GHSA-1", "CVE-1-1", affects("npm", "x", "introduced 0", "fixed 2.0.0")))
                .with(new Feed("npm", Feed.Origin.RECORDS, Known.THEN, Known.THEN, 1));
        assertThat(Matcher.match(Installed.nowhere(npm("y", "1.0.0")), index).coverage())
                .containsExactly(Coverage.partial("npm", "only single records for npm; run hullmark db update"));
    }

    @Test
    void foreignTextCanDoNothingToATerminal() {
        Known index = Known.of(summed(
                "\u001b[31mred\u001b[0m \u202egnp " + "x".repeat(500),
                advisory("GHSA-1", "CVE-1-1", affects("npm", "a\u001b]0;b", "introduced 0"))));
        Finding f = only(Matcher.match(Installed.nowhere(npm("a\u001b]0;b", "1.0.0")), index));
        assertThat(f.title()).startsWith("[31mred[0m gnp xxx").hasSizeLessThan(210);
        assertThat(f.remediation()).doesNotContain("\u001b");
    }

    private static Finding only(Verdict verdict) {
        assertThat(verdict.findings()).hasSize(1);
        return verdict.findings().getFirst();
    }

    private static Finding byId(Verdict verdict, String id) {
        return verdict.findings().stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
