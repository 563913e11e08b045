package dev.hullmark.match;

import static dev.hullmark.match.Known.advisory;
import static dev.hullmark.match.Known.affects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import org.junit.jupiter.api.Test;

/** Programs that no package brought, judged by Bitnami's advisories. */
class ProgramsTest {
    private static final Known BITNAMI = Known.of(
            advisory("BIT-apache-1", "CVE-2024-1", affects("Bitnami", "apache", "introduced 0", "fixed 2.4.59")),
            advisory("BIT-java-1", "CVE-2024-2", affects("Bitnami", "java", "introduced 1.8.0-0", "fixed 1.8.0-402")),
            advisory("BIT-node-1", "CVE-2024-3", affects("Bitnami", "node", "introduced 0", "fixed 20.1.0")));

    private static Package program(String name, String version) {
        return Package.of(PackageType.GENERIC, name, version, "/usr/local/bin/" + name);
    }

    @Test
    void namesAreThoseOfTheFeed() {
        Verdict verdict = Matcher.match(
                Installed.nowhere(program("httpd", "2.4.58"), program("java", "1.8.0_392"), program("node", "20.1.0")),
                BITNAMI);
        assertThat(verdict.findings()).extracting(Finding::id).containsExactlyInAnyOrder("CVE-2024-1", "CVE-2024-2");
        assertThat(verdict.findings())
                .extracting(f -> f.pkg().orElseThrow().purl())
                .contains("pkg:generic/httpd@2.4.58");
        assertThat(verdict.coverage()).containsExactly(Coverage.complete("generic"));
    }

    @Test
    void aProgramTheFeedDoesNotListIsAGap() {
        assertThat(Matcher.match(
                                Installed.nowhere(
                                        program("node", "20.1.0"),
                                        program("busybox", "1.36.1"),
                                        program("bash", "5.2")),
                                BITNAMI)
                        .coverage())
                .containsExactly(Coverage.partial("generic", "no advisories are known for bash, busybox"));
        assertThat(Matcher.match(Installed.nowhere(program("busybox", "1.36.1")), BITNAMI)
                        .coverage())
                .containsExactly(Coverage.none("generic", "no advisories are known for busybox"));
    }

    @Test
    void withoutTheFeedThatIsTheGap() {
        Known other = Known.of(advisory("GHSA-1", "", affects("npm", "a", "introduced 0")));
        assertThat(Matcher.match(Installed.nowhere(program("node", "20.0.0")), other)
                        .coverage())
                .containsExactly(Coverage.none("generic", "no feed for Bitnami; run hullmark db update"));
    }

    @Test
    void aProgramOfTheDistributionIsJudgedByIt() {
        Package owned = program("node", "18.0.0").withOwner("pkg:deb/debian/nodejs@18.0.0");
        Verdict verdict = Matcher.match(Installed.nowhere(owned), BITNAMI);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.coverage())
                .singleElement()
                .extracting(Coverage::status)
                .isEqualTo(Coverage.Status.NOT_APPLICABLE);
    }
}
