package dev.hullmark.posture.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Judgement.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose settings are judged, and whether they are in force. */
class DaemonReaderTest extends HostFixture {
    private static final List<String> SET = List.of("2.2", "2.4", "2.14", "2.16");

    private String safe() {
        return "dockerd\0--host=unix://" + socket() + "\0--icc=false\0--no-new-privileges\0--userland-proxy=false\0";
    }

    /** Docker in Docker is seen in the host's /proc, listens at the same path, and is another engine. */
    @ParameterizedTest
    @CsvSource({"pid", "mnt"})
    void aDaemonInAContainerIsNotTheHosts(String namespace) throws IOException {
        link("/proc/1/ns/" + namespace, namespace + ":[1]");
        file("/proc/60/cmdline", safe());
        link("/proc/60/ns/" + namespace, namespace + ":[2]");
        dockerd();
        link("/proc/77/ns/" + namespace, namespace + ":[1]");
        for (String id : List.of("2.2", "2.14", "2.16")) {
            assertThat(standing(id)).as(id).isEqualTo(Standing.FAIL);
        }
    }

    /** Which namespaces others have takes root to see. */
    @Test
    void theFileOfTheProcessIdSaysWhoseTheSocketIs() throws IOException {
        file("/proc/60/cmdline", safe());
        dockerd();
        assertThat(standing("2.2")).isEqualTo(Standing.FAIL);
    }

    @Test
    void ofAnEngineElsewhereThisMachineSaysNothing() throws IOException {
        file("/proc/77/cmdline", safe() + "--host=tcp://0.0.0.0:1\0--tlsverify\0");
        file("/proc/self/mountinfo", "1 0 8:1 / / rw - ext4 /dev/a rw\n2 1 8:2 / /var/lib/docker rw - ext4 b rw\n");
        try (RecordedEngine engine = docker20()) {
            HostAudit audit = HostAudit.of(root, Map.of(), engine::client, EVERYTHING);
            for (String id : List.of("1.1.1", "2.2", "2.7", "2.14", "2.16", "5.26")) {
                assertThat(line(audit, id).judgement().standing()).as(id).isEqualTo(Standing.UNKNOWN);
            }
        }
    }

    /** Nobody calls it with root's settings, though root's runs too. */
    @Test
    void anEngineWithoutRootIsFoundByWhoseItsSocketIs() throws IOException {
        file("/proc/77/cmdline", safe());
        file("/var/run/docker.pid", "77");
        file("/proc/90/cmdline", "dockerd\0");
        file(socket().toString(), "");
        file("/etc/passwd", "alice:x:1000:1000::/home/alice:/bin/sh\n");
        file("/home/alice/.config/docker/daemon.json", "{\"iptables\":false}");
        assumeThat(Files.getAttribute(root, "unix:uid"))
                .as("only root gives files away")
                .isEqualTo(0);
        for (String owned : List.of("/proc/90", socket().toString())) {
            Files.setAttribute(root.resolve(owned.substring(1)), "unix:uid", 1000);
        }
        try (RecordedEngine engine = new RecordedEngine("Docker/28.2.2 (linux)", "1.50")
                .json("/info", RecordedEngine.resource("docker-28-rootless-info.json"))) {
            assertThat(standing(engine, "2.2")).isEqualTo(Standing.FAIL);
            assertThat(standing(engine, "2.4")).isEqualTo(Standing.FAIL);
        }
    }

    @Test
    void podmanHasNothingOfADockerdBesideIt() throws IOException {
        file("/proc/77/cmdline", safe());
        try (RecordedEngine engine =
                RecordedEngine.with("Libpod/4.9.4 (linux)", "1.41", "podman-4-info.json", "podman-4-container.json")) {
            for (String id : SET) {
                assertThat(standing(engine, id)).as(id).isEqualTo(Standing.NOT_APPLICABLE);
            }
            assertThat(standing(engine, "5.26")).isEqualTo(Standing.FAIL);
        }
    }

    @Test
    void whatTheEngineSaysOfItselfIsInForceAndWhatIsWrittenIsNot() throws IOException {
        dockerd();
        file("/etc/docker/daemon.json", "{\"icc\":false,\"authorization-plugins\":[\"x\"]}");
        try (RecordedEngine engine = docker20()
                .json(
                        "/networks",
                        "[{\"Name\":\"bridge\",\"Options\":{\"com.docker.network.bridge.enable_icc\":\"true\"}}]")) {
            assertThat(standing(engine, "2.2")).isEqualTo(Standing.FAIL);
            assertThat(standing(engine, "2.12")).isEqualTo(Standing.FAIL);
            engine.json("/info", "{\"SecurityOptions\":[\"name=no-new-privileges\"]}");
            assertThat(standing(engine, "2.14")).isEqualTo(Standing.PASS);
            assertThat(standing(engine, "2.12")).isEqualTo(Standing.UNKNOWN);
        }
    }

    @Test
    void aFileNewerThanTheProcessIsNotInForce() throws IOException {
        dockerd("--userland-proxy=false");
        file("/etc/docker/daemon.json", "{\"no-new-privileges\":true}");
        file("/proc/stat", "cpu 1\nbtime 1700000000\n");
        file("/proc/77/stat", "77 (dock erd) S" + " 0".repeat(18) + " 5000 0 0\n");
        Instant started = Instant.ofEpochSecond(1_700_000_050);
        FileTime before = FileTime.from(started.minusSeconds(1));
        Files.setLastModifiedTime(root.resolve("etc/docker/daemon.json"), before);
        assertThat(standing("2.14")).isEqualTo(Standing.PASS);
        assertThat(standing("5.26")).isEqualTo(Standing.PASS);
        Files.setLastModifiedTime(root.resolve("etc/docker/daemon.json"), FileTime.from(started.plusSeconds(60)));
        try (RecordedEngine engine = docker20()) {
            HostAudit audit = audit(engine, EVERYTHING);
            assertThat(line(audit, "2.14").judgement())
                    .isEqualTo(
                            Judgement.unknown("/etc/docker/daemon.json changed since the engine started: restart it"));
            assertThat(line(audit, "2.16").word()).as("from the command line").isEqualTo("PASS");
            assertThat(line(audit, "5.26").judgement().standing()).isEqualTo(Standing.UNKNOWN);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--iptables=False | 2.4 | FAIL",
                "--iptables=f | 2.4 | FAIL",
                "--icc=False | 2.2 | PASS",
                "--log-level=INFO | 2.3 | PASS",
                "-D | 2.3 | FAIL",
                "-DH tcp://0.0.0.0:2375 | 2.7 | FAIL",
                "--rootless -H tcp://0.0.0.0:2375 | 2.7 | FAIL",
                "--cri-containerd --insecure-registry=r:5000 | 2.5 | FAIL",
                "--config-file=/no/such.json | 2.4 | UNKNOWN",
                "--config-file=such.json | 2.4 | UNKNOWN"
            })
    void settingsAreReadAsDockerdReadsThem(String arguments, String id, Standing standing) throws IOException {
        dockerd(arguments.split(" "));
        assertThat(standing(id)).isEqualTo(standing);
    }

    @Test
    void debuggingIsAskedOfTheEngineToo() throws IOException {
        dockerd();
        try (RecordedEngine engine = docker20().json("/info", "{\"Debug\":true}")) {
            assertThat(standing(engine, "2.3")).isEqualTo(Standing.FAIL);
        }
    }

    @Test
    void pathsAreRelativeToWhereDockerdRuns() throws IOException {
        dockerd("--config-file=own.json", "--tlsverify", "--tlskey=certs/key.pem", "-H", "tcp://0.0.0.0:2376");
        link("/proc/77/cwd", "/etc/docker");
        file("/etc/docker/own.json", "{\"iptables\":false}", "rw-rw-rw-");
        file("/etc/docker/certs/key.pem", "k", "rw-rw-rw-");
        file("/proc/77/environ", "A=b\0HOME=/srv\0");
        file("/srv/.docker/ca.pem", "c", "r--r--r--");
        try (RecordedEngine engine = docker20()) {
            Lines lines = new Lines(audit(engine, EVERYTHING));
            assertThat(lines.get("2.4").word()).isEqualTo("WARN");
            assertThat(lines.get("3.18").word()).isEqualTo("WARN");
            assertThat(lines.get("3.14").judgement().detail()).contains("/etc/docker/certs/key.pem");
            assertThat(lines.get("3.10").word()).isEqualTo("PASS");
        }
        file("/proc/77/environ", "DOCKER_CERT_PATH=/none\0HOME=/srv\0");
        assertThat(standing("3.10")).isEqualTo(Standing.NOT_APPLICABLE);
        file("/proc/77/environ", "");
        assertThat(standing("3.10")).isEqualTo(Standing.UNKNOWN);
        assertThat(standing("3.14")).as("named").isEqualTo(Standing.FAIL);
    }

    @Test
    void systemdMayListenOnTcpForIt() throws IOException {
        dockerd("-H", "fd://");
        assertThat(standing("2.7")).isEqualTo(Standing.NOT_APPLICABLE);
        file("/lib/systemd/system/docker.socket", "[Socket]\nListenStream=%t/docker.sock\n");
        assertThat(standing("2.7")).isEqualTo(Standing.NOT_APPLICABLE);
        file("/etc/systemd/system/docker.socket.d/open.conf", "[Socket]\nListenStream=2375\n");
        assertThat(standing("2.7")).isEqualTo(Standing.FAIL);
    }

    @Test
    void aByteOrderMarkIsNoFault() throws IOException {
        dockerd();
        file("/etc/docker/daemon.json", "\uFEFF{\"icc\":false}");
        assertThat(standing("2.2")).isEqualTo(Standing.PASS);
    }
}
