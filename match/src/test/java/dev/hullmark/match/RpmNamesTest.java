package dev.hullmark.match;

import static dev.hullmark.match.Installed.rpm;
import static dev.hullmark.match.Known.advisory;
import static dev.hullmark.match.Known.affects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.advisories.Affected;
import dev.hullmark.advisories.Affected.Status;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Package;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judging by the feeds of distributions outside OSV. */
class RpmNamesTest {
    private static final String RHEL9 = "Red Hat:enterprise_linux:9";
    private static final Distribution RHEL = new Distribution("rhel", "9.4", "", "Red Hat Enterprise Linux 9.4", "");
    private static final Distribution ORACLE = new Distribution("ol", "9.4", "", "Oracle Linux Server 9.4", "");
    private static final Distribution AMAZON = new Distribution("amzn", "2", "", "Amazon Linux 2", "");
    private static final Package LIBS = rpm("openssl-libs", "1:3.0.7-27.el9", "openssl", "3.0.7-27.el9");
    private static final Package TOOL = rpm("openssl", "1:3.0.7-27.el9", "openssl", "3.0.7-27.el9");

    private static Affected said(String name, Status status, String... events) {
        Affected a = affects(RHEL9, name, events);
        return new Affected(
                a.ecosystem(),
                a.name(),
                status == Status.NOT_AFFECTED ? List.of() : a.ranges(),
                List.of(),
                List.of(),
                List.of(),
                "moderate",
                status);
    }

    private static List<Finding> judge(Known index, Distribution d, Package... packages) {
        return Matcher.match(Installed.on(d, packages), index).findings();
    }

    @ParameterizedTest
    @CsvSource({
        "AFFECTED, no fix yet",
        "FIX_DEFERRED, no fix yet: the distribution put it off",
        "WILL_NOT_FIX, no fix: the distribution will not fix it",
        "OUT_OF_SUPPORT, no fix: the distribution no longer supports this package",
        "UNDER_INVESTIGATION, no fix yet: the distribution is still investigating it"
    })
    void whatTheDistributionMeansToDoIsTold(Status status, String remediation) {
        Known index =
                Known.of(advisory("REDHAT-CVE-2024-1", "CVE-2024-1", said("openssl.src", status, "introduced 0")));
        List<Finding> findings = judge(index, RHEL, LIBS, TOOL);
        assertThat(findings).hasSize(2).allSatisfy(f -> {
            assertThat(f.remediation()).isEqualTo(remediation);
            assertThat(f.fixedIn()).isEmpty();
        });
    }

    @Test
    void notAffectedTakesBackWhatIsSaidOfTheSource() {
        Known index = Known.of(advisory(
                "REDHAT-CVE-2024-1",
                "CVE-2024-1",
                said("openssl.src", Status.WILL_NOT_FIX, "introduced 0"),
                said("openssl-libs", Status.NOT_AFFECTED)));
        assertThat(judge(index, RHEL, LIBS, TOOL))
                .extracting(f -> f.pkg().orElseThrow().name())
                .containsExactly("openssl");
        Explanation why = Why.explain("CVE-2024-1", Installed.on(RHEL, LIBS), index);
        assertThat(why.cases()).allMatch(c -> c.outcome() == Explanation.Outcome.NOT_AFFECTED);
        assertThat(why.answer()).contains("is not reported");
    }

    @Test
    void aFixOfABinaryPackageSaysNothingOfItsSiblings() {
        Known index = Known.of(advisory(
                "REDHAT-CVE-2024-1",
                "CVE-2024-1",
                said("openssl-libs", Status.AFFECTED, "introduced 0", "fixed 1:3.0.7-28.el9")));
        assertThat(judge(index, RHEL, LIBS, TOOL)).hasSize(1);
        assertThat(judge(index, new Distribution("rhel", "8.10", "", "", ""), LIBS))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"nodejs:18:9030020231030:a75119d5, true", "nodejs:20:9030020231030:a75119d5, false", "'', false"})
    void aModulesPackageIsJudgedByItsStream(String label, boolean affected) {
        Package npm = rpm("npm", "1:9.5-1.18.1.module+el9.3.0+1+ab", "nodejs", "18.1-1.module+el9.3.0+1+ab");
        Package installed = label.isEmpty()
                ? rpm("npm", "1:9.5-1.el9", "nodejs", "18.1-1.el9")
                : npm.withQualifier("modularitylabel", label);
        Known red = Known.of(advisory(
                "REDHAT-CVE-2024-1", "CVE-2024-1", said("nodejs:18/nodejs.src", Status.WILL_NOT_FIX, "introduced 0")));
        assertThat(judge(red, RHEL, installed)).hasSize(affected ? 1 : 0);
        Known oracle = Known.of(advisory(
                "ELSA-2024-1",
                "CVE-2024-1",
                affects("Oracle Linux:9", "nodejs:18/npm", "introduced 0", "fixed 1:9.6-1.18.2.module+el9.3.0+2+cd")));
        assertThat(judge(oracle, ORACLE, installed)).hasSize(affected ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "rsync, x86_64, true",
        "rsync.x86_64, x86_64, true",
        "rsync.aarch64, x86_64, false",
        "rsync.x86_64, i686, true",
        "rsync.aarch64, noarch, true",
        "rsync.aarch64, '', true"
    })
    void oraclesFixMayBeForOneArchitecture(String name, String arch, boolean affected) {
        Known index = Known.of(advisory(
                "ELSA-2024-1", "CVE-2024-1", affects("Oracle Linux:9", name, "introduced 0", "fixed 3.2-2.el9")));
        Package rsync = rpm("rsync", "3.2-1.el9", "rsync", "3.2-1.el9");
        Package installed = arch.isEmpty() ? rsync : rsync.withQualifier("arch", arch);
        assertThat(judge(index, ORACLE, installed)).hasSize(affected ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "2.28-1.el9, 2:2.28-9.ksplice1.el9, false",
        "2:2.28-1.ksplice1.el9, 2:2.28-9.ksplice1.el9, true",
        "2:2.28-1.ksplice1.el9, 2.28-9.el9, false",
        "2.28-1.el9, 10:2.28-9.el9_fips, false",
        "10:2.28-1.el9_fips, 10:2.28-9.el9_fips, true",
        "2.28-1.el9, 2.28-9.el9, true"
    })
    void oraclesOtherBuildsAreJudgedByTheirOwnFixes(String installed, String fixed, boolean affected) {
        Known index = Known.of(advisory(
                "ELSA-2024-1", "CVE-2024-1", affects("Oracle Linux:9", "glibc", "introduced 0", "fixed " + fixed)));
        assertThat(judge(index, ORACLE, rpm("glibc", installed, "glibc", installed)))
                .hasSize(affected ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "4.14.300-1.amzn2, ALAS2-2024-1",
        "4.14.400-1.amzn2, ''",
        "5.10.100-1.amzn2, ALASKERNEL-5.10-2024-2",
        "5.10.205-1.amzn2, ''",
        "5.4.1-1.amzn2, ''"
    })
    void amazonsExtrasAreJudgedInTheirOwnLine(String installed, String source) {
        Known index = Known.of(
                advisory(
                        "ALAS2-2024-1",
                        "CVE-2024-1",
                        affects("Amazon Linux:2", "kernel", "introduced 0", "fixed 4.14.336-1.amzn2")),
                advisory(
                        "ALASKERNEL-5.10-2024-2",
                        "CVE-2024-1",
                        affects("Amazon Linux:2", "kernel", "introduced 5.10", "fixed 5.10.205-1.amzn2")));
        List<Finding> findings = judge(index, AMAZON, rpm("kernel", installed, "kernel", installed));
        assertThat(findings.stream()
                        .map(f -> f.advisory().orElseThrow().source())
                        .toList())
                .isEqualTo(source.isEmpty() ? List.of() : List.of(source));
    }

    @Test
    void anAbsentFeedIsSaid() {
        Known index = Known.of(advisory("X", "", affects("Debian:12", "x", "introduced 0")));
        assertThat(Matcher.match(Installed.on(AMAZON, LIBS), index).coverage())
                .containsExactly(Coverage.none(
                        "rpm", "no feed for Amazon Linux:2; import it with hullmark db import (docs/feeds.md)"));
        Known other = Known.of(advisory("X", "", affects("Amazon Linux:2023", "x", "introduced 0")));
        assertThat(Matcher.match(Installed.on(AMAZON, LIBS), other).coverage())
                .containsExactly(Coverage.none("rpm", "the Amazon Linux feed says nothing about Amazon Linux:2"));
    }
}
