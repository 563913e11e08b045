package dev.hullmark.posture.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.posture.Judgement.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files of the host are judged, and what of them can't be. */
class FileChecksTest extends HostFixture {
    /** A link to itself can't be read by anybody, so root's tests see what others see of what they may not. */
    private void unreadable(String path) throws IOException {
        link(path, path.substring(path.lastIndexOf('/') + 1));
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/docker/certs.d/bad, 3.7",
        "/etc/docker/certs.d/bad, 3.8",
        "/etc/audit/rules.d/d.rules, 1.1.18",
        "/etc/audit/audit.rules, 1.1.18",
        "/etc/systemd/system/docker.service, 1.1.7",
        "/etc/systemd/system/docker.service, 3.1",
        "/run/docker/containerd, 3.23",
        "/run/docker/containerd, 1.1.4",
        "/etc/group, 1.1.2"
    })
    void whatCantBeSeenIsUnknown(String path, String id) throws IOException {
        dockerd();
        file("/usr/bin/runc", "");
        file("/etc/docker/certs.d/good/ca.crt", "", "r--r--r--");
        unreadable(path);
        assertThat(standing(id)).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void aWiderCertificateFailsThoughAnotherCantBeSeen() throws IOException {
        dockerd();
        file("/etc/docker/certs.d/r:5000/client.key", "", "rw-rw-rw-");
        unreadable("/etc/docker/certs.d/bad");
        try (RecordedEngine engine = docker20()) {
            assertThat(line(audit(engine, EVERYTHING), "3.8").judgement().items())
                    .contains("/etc/docker/certs.d/r:5000/client.key");
        }
    }

    @ParameterizedTest
    @CsvSource({"client.cert", "client.key", "ca.crt"})
    void everyFileOfARegistrysCertificatesIsJudged(String name) throws IOException {
        dockerd();
        file("/etc/docker/certs.d/r:5000/" + name, "", "rw-rw-rw-");
        assertThat(standing("3.8")).isEqualTo(Standing.FAIL);
    }

    @Test
    void aProgramNobodyNamesIsUnknown() throws IOException {
        file("/proc/77/cmdline", "dockerd\0--host=unix://" + socket() + "\0");
        assertThat(standing("1.1.3")).isEqualTo(Standing.UNKNOWN);
        file("/proc/77/cmdline", "/opt/dockerd\0--host=unix://" + socket() + "\0");
        file("/opt/dockerd", "");
        assertThat(standing("1.1.3")).isEqualTo(Standing.FAIL);
    }

    @Test
    void anUpgradedProgramIsTheOneThatLiesThereNow() throws IOException {
        dockerd();
        link("/proc/77/exe", "/usr/sbin/dockerd (deleted)");
        file("/usr/sbin/dockerd", "");
        assertThat(standing("1.1.3")).isEqualTo(Standing.FAIL);
    }

    /** The kernel watches what a path leads to. */
    @Test
    void anAuditRuleMayNameALink() throws IOException {
        dockerd();
        link("/lib", "usr/lib");
        file("/usr/lib/systemd/system/docker.service", "");
        file("/usr/sbin/dockerd", "");
        link("/usr/bin/dockerd", "../sbin/dockerd");
        file("/etc/audit/rules.d/a.rules", "-w /lib/systemd/system/docker.service\n-w/usr/bin/dockerd -k x\n");
        assertThat(standing("1.1.7")).isEqualTo(Standing.PASS);
        assertThat(standing("1.1.3")).isEqualTo(Standing.PASS);
    }

    @Test
    void aMaskedUnitIsNone() throws IOException {
        dockerd();
        link("/etc/systemd/system/docker.socket", "/dev/null");
        Files.createDirectories(root.resolve("dev/null"));
        file("/usr/lib/systemd/system/docker.socket", "");
        assertThat(standing("3.4")).isEqualTo(Standing.NOT_APPLICABLE);
        assertThat(standing("1.1.9")).isEqualTo(Standing.NOT_APPLICABLE);
    }

    @Test
    void unitsOfTheAdministratorsOwnSoftwareCountToo() throws IOException {
        dockerd();
        file("/usr/local/lib/systemd/system/docker.service", "", "rw-rw-rw-");
        assertThat(standing("3.2")).isEqualTo(Standing.FAIL);
    }

    @Test
    void socketsAreJudgedWhereTheyAre() throws IOException {
        dockerd("-H", "unix:///srv/two.sock", "--containerd=/opt/c.sock");
        file("/opt/c.sock", "", "rw-rw-rw-");
        file(socket().toString(), "", "rw-rw----");
        assertThat(standing("3.16")).isEqualTo(Standing.PASS);
        assertThat(standing("3.24")).isEqualTo(Standing.FAIL);
        assertThat(standing("1.1.8")).isEqualTo(Standing.FAIL);
        file("/srv/two.sock", "", "rw-rw-rw-");
        assertThat(standing("3.16")).isEqualTo(Standing.FAIL);
    }

    @Test
    void whoMayUseTheSocketIsWhoeverItsGroupSays() throws IOException {
        dockerd("-G", "admins");
        file("/etc/group", "docker:x:106:alice\nadmins:x:200:mallory\n");
        file("/etc/passwd", "eve:x:1001:200::/h:/bin/sh\n");
        HostAudit.Wanted trusting = new HostAudit.Wanted(Selection.ALL, Set.of("alice"), "");
        try (RecordedEngine engine = docker20()) {
            assertThat(line(audit(engine, trusting), "1.1.2").judgement().items())
                    .containsExactly("mallory", "eve");
        }
        file("/etc/group", "root:x:0:\n");
        assertThat(standing("1.1.2")).isEqualTo(Standing.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"yes, PASS", "True, PASS", "f, FAIL", "'', FAIL"})
    void whatIsNoTruthSwitchesContentTrustOn(String value, Standing standing) throws IOException {
        try (RecordedEngine engine = docker20()) {
            HostAudit audit = HostAudit.of(root, Map.of("DOCKER_CONTENT_TRUST", value), engine::client, EVERYTHING);
            assertThat(line(audit, "4.5").judgement().standing()).isEqualTo(standing);
        }
    }
}
