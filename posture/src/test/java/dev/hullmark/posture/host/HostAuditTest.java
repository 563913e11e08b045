package dev.hullmark.posture.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hullmark.engine.EngineException;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.posture.CisDocker;
import dev.hullmark.posture.Judgement.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host of files beside an engine's recorded answers. */
class HostAuditTest extends HostFixture {
    @Test
    void everyCheckOfTheBenchmarkHasAJudgementAndNoOther() {
        List<String> ids = CisDocker.checks().stream().map(CisDocker.Check::id).toList();
        assertThat(ids).hasSize(117);
        assertThat(HostChecks.ids()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(CisDocker.checks().stream().map(c -> c.rule().id())).doesNotHaveDuplicates();
    }

    /** Docker 20.10 as it was recorded: the words that the reference has, of what does not hang on files. */
    @Test
    void docker20AgreesWithTheReference() throws IOException {
        dockerd();
        try (RecordedEngine engine = docker20()) {
            Lines lines = new Lines(audit(engine, EVERYTHING));
            for (String id :
                    List.of("2.2", "2.9", "2.12", "2.13", "2.14", "2.15", "2.16", "4.1", "4.6", "5.11", "5.12")) {
                assertThat(lines.get(id))
                        .as(id)
                        .extracting(HostAudit.Line::word)
                        .isEqualTo("WARN");
            }
            for (String id :
                    List.of("2.3", "2.4", "2.5", "2.6", "2.10", "2.11", "2.17", "4.9", "5.1", "5.4", "5.7", "5.15")) {
                assertThat(lines.get(id))
                        .as(id)
                        .extracting(HostAudit.Line::word)
                        .isEqualTo("PASS");
            }
            for (String id : List.of("4.2", "4.12", "5.23", "5.24")) {
                assertThat(lines.get(id))
                        .as(id)
                        .extracting(HostAudit.Line::word)
                        .isEqualTo("NOTE");
            }
            assertThat(line(audit(engine, EVERYTHING), "4.6").judgement().items())
                    .containsExactly("shop:1");
        }
    }

    @Test
    void whatIsAbsentIsNotApplicableAndNeverAPass() throws IOException {
        dockerd();
        try (RecordedEngine engine = docker20()) {
            Lines lines = new Lines(audit(engine, EVERYTHING));
            for (String id : List.of("5.2", "5.3", "7.1", "7.5", "7.9", "3.17", "3.9", "2.7", "1.1.11", "1.1.2")) {
                assertThat(lines.get(id).judgement().standing()).as(id).isEqualTo(Standing.NOT_APPLICABLE);
                assertThat(lines.get(id).word()).isEqualTo("INFO");
                assertThat(lines.get(id).judgement().detail()).as(id).isNotEmpty();
            }
        }
    }

    /** The containerd image store (no data of a storage driver), cgroup v2 with systemd, API 1.50. */
    @Test
    void docker28WithTheContainerdStorePasses() throws IOException {
        dockerd();
        file("/sys/module/apparmor/parameters/enabled", "Y\n");
        try (RecordedEngine engine = RecordedEngine.with(
                "Docker/28.2.2 (linux)", "1.50", "docker-28-info.json", "docker-28-container.json")) {
            HostAudit audit = audit(engine, EVERYTHING);
            List<String> bad = audit.lines().stream()
                    .filter(l ->
                            l.check().section().equals("5") || l.check().id().equals("4.1"))
                    .filter(l -> l.word().equals("WARN"))
                    .map(l -> l.check().id())
                    .toList();
            // A published port is for a person to confirm; docker-bench scores it.
            assertThat(bad).containsExactly("5.9");
            assertThat(line(audit, "2.17").word()).isEqualTo("PASS");
            assertThat(line(audit, "2.5").word()).isEqualTo("PASS");
            assertThat(audit.engine()).startsWith("Docker 28.2.2 at ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "docker-20.10-info.json, rootful, WARN, INFO",
        "docker-28-userns-info.json, userns-remap, PASS, INFO",
        "docker-28-rootless-info.json, rootless, PASS, PASS",
        "podman-4-info.json, rootless, PASS, PASS"
    })
    void whoseRootIsRootIsToldTruly(String info, String mode, String remapped, String rootless) throws IOException {
        dockerd();
        try (RecordedEngine engine = new RecordedEngine("x", "1.41").json("/info", RecordedEngine.resource(info))) {
            HostAudit audit = audit(engine, EVERYTHING);
            assertThat(audit.mode()).startsWith(mode + ":");
            assertThat(line(audit, "2.9").word()).isEqualTo(remapped);
            assertThat(line(audit, "2.1").word()).isEqualTo(rootless);
        }
    }

    /** With remapped users the data lies below the directory that is to be mounted. */
    @Test
    void thePartitionOfRemappedUsersIsTheirParent() throws IOException {
        dockerd();
        file("/proc/self/mountinfo", "1 0 8:1 / / rw - ext4 a rw\n2 1 8:2 / /var/lib/docker rw - ext4 b rw\n");
        try (RecordedEngine engine = new RecordedEngine("Docker", "1.50")
                .json("/info", RecordedEngine.resource("docker-28-userns-info.json"))) {
            assertThat(line(audit(engine, EVERYTHING), "1.1.1").word()).isEqualTo("PASS");
        }
    }

    /** Two engines on one host: the settings are those of the one that answers. */
    @Test
    void theDaemonIsTheOneThatListensWhereTheEngineAnswers() throws IOException {
        dockerd();
        try (RecordedEngine engine = docker20()) {
            file("/proc/76/cmdline", "/usr/bin/dockerd\0--icc=false\0");
            assertThat(line(audit(engine, EVERYTHING), "2.2").word()).isEqualTo("WARN");
            file("/proc/77/cmdline", "/usr/bin/dockerd\0");
            file("/proc/76/cmdline", "/usr/bin/dockerd\0--icc=false\0-H\0unix://" + socket() + "\0");
            assertThat(line(audit(engine, EVERYTHING), "2.2").word()).isEqualTo("PASS");
        }
    }

    /** Its data lies where the engine says, not where engines usually keep it. */
    @Test
    void theEnginesOwnDataAndProgramAreAskedOfTheAudit() throws IOException {
        Files.createDirectories(root.resolve("srv/containers"));
        file(FileChecks.PODMAN, "");
        file("/etc/audit/audit.rules", "-w /srv/containers -p rwxa\n");
        try (RecordedEngine engine = new RecordedEngine("Libpod/4.9.4 (linux)", "1.41")
                .json("/info", "{\"DockerRootDir\":\"/srv/containers\"}")) {
            HostAudit audit = audit(engine, EVERYTHING);
            assertThat(line(audit, "1.1.5").word()).isEqualTo("PASS");
            assertThat(line(audit, "1.1.3").judgement().toString()).contains("/usr/bin/podman");
        }
    }

    @Test
    void podmanHasNoDaemonToSet() throws IOException {
        try (RecordedEngine engine =
                RecordedEngine.with("Libpod/4.9.4 (linux)", "1.41", "podman-4-info.json", "podman-4-container.json")) {
            HostAudit audit = audit(engine, EVERYTHING);
            assertThat(audit.engine()).startsWith("Podman 4.9.4");
            assertThat(line(audit, "2.2").judgement().standing()).isEqualTo(Standing.NOT_APPLICABLE);
            assertThat(line(audit, "2.15").judgement().standing()).isEqualTo(Standing.NOT_APPLICABLE);
            assertThat(line(audit, "5.29").word()).isEqualTo("PASS");
            assertThat(line(audit, "5.3").word()).isEqualTo("PASS");
            assertThat(line(audit, "5.27").word()).isEqualTo("WARN");
        }
    }

    @Test
    void settingsComeFromTheCommandLineAndTheFileItNames() throws IOException {
        dockerd("--config-file=/opt/d.json", "--icc=false", "-H", "tcp://0.0.0.0:2375", "--userland-proxy=false");
        file(
                "/opt/d.json",
                "{\"no-new-privileges\":true,\"insecure-registries\":[\"r:5000\"],\"tlscert\":\"/opt/c.pem\"}");
        file("/opt/c.pem", "x");
        try (RecordedEngine engine = docker20()) {
            Lines lines = new Lines(audit(engine, EVERYTHING));
            assertThat(lines.get("2.2").word()).isEqualTo("PASS");
            assertThat(lines.get("2.16").word()).isEqualTo("PASS");
            assertThat(lines.get("2.14").word()).isEqualTo("PASS");
            assertThat(lines.get("5.26").word()).isEqualTo("PASS");
            assertThat(lines.get("2.5").judgement().items()).containsExactly("r:5000");
            assertThat(lines.get("2.7").judgement().detail()).isEqualTo("no TLS");
            // 644 is wider than the 444 a certificate may have.
            assertThat(lines.get("3.12").word()).isEqualTo("WARN");
            assertThat(lines.get("1.1.11").judgement().detail()).contains("/opt/d.json");
        }
    }

    @Test
    void auditRulesWatchAPathOrADirectoryAboveIt() throws IOException {
        dockerd();
        file(
                "/etc/audit/rules.d/docker.rules",
                "# -w /usr/bin/runc\n-w /etc/docker/ -p wa -k docker\n-a always,exit -F path=/usr/bin/containerd -F perm=x\n");
        file("/etc/docker/daemon.json", "{}");
        file("/usr/bin/containerd", "");
        file("/usr/bin/containerd-shim", "");
        file("/usr/bin/runc", "");
        try (RecordedEngine engine = docker20()) {
            Lines lines = new Lines(audit(engine, EVERYTHING));
            assertThat(lines.get("1.1.6").word()).isEqualTo("PASS");
            assertThat(lines.get("1.1.11").word()).isEqualTo("PASS");
            assertThat(lines.get("1.1.14").word()).isEqualTo("PASS");
            assertThat(lines.get("1.1.15").word()).isEqualTo("WARN");
            assertThat(lines.get("1.1.18").word()).isEqualTo("WARN");
        }
    }

    @Test
    void usersOfTheGroupAreListedUntilSomebodySaysWhomToTrust() throws IOException {
        file("/etc/group", "docker:x:106:alice,mallory\n");
        try (RecordedEngine engine = docker20()) {
            assertThat(line(audit(engine, EVERYTHING), "1.1.2").judgement().items())
                    .containsExactly("alice", "mallory");
            HostAudit.Wanted trusting = new HostAudit.Wanted(Selection.ALL, Set.of("alice"), "");
            assertThat(line(audit(engine, trusting), "1.1.2").word()).isEqualTo("WARN");
            assertThat(line(audit(engine, trusting), "1.1.2").judgement().items())
                    .containsExactly("mallory");
        }
    }

    @Test
    void withoutAnEngineWhatNeedsItIsUnknownAndFilesAreStillJudged() throws IOException {
        file("/etc/default/docker", "");
        HostAudit audit = HostAudit.of(
                root,
                Map.of(),
                () -> {
                    throw new EngineException("no container engine answers");
                },
                EVERYTHING);
        assertThat(line(audit, "5.5").judgement().standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(line(audit, "2.2").judgement().standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(line(audit, "3.20").word()).isEqualTo("PASS");
        assertThat(audit.notSeen()).containsExactly("no container engine answers");
        assertThat(audit.score()).isLessThan(10);
        List<Coverage> coverage = HostFindings.coverage(audit);
        assertThat(coverage).contains(Coverage.partial("engine", "no container engine answers"));
        assertThat(coverage).contains(Coverage.none("rule:privileged-container", "no engine answered"));
    }

    @Test
    void aContainerThatEndsMeanwhileIsNamedAndNothingElseIsLost() throws IOException {
        dockerd();
        try (RecordedEngine engine = docker20()
                .json(
                        "/containers/json?all=true",
                        "[{\"Id\":\"c1\",\"Names\":[\"/web\"],\"State\":\"running\"},"
                                + "{\"Id\":\"c2\",\"Names\":[\"/gone\"],\"State\":\"running\"}]")
                .without("/containers/c1/top")) {
            HostAudit audit = audit(engine, EVERYTHING);
            assertThat(line(audit, "5.11").judgement().items()).containsExactly("web");
            assertThat(line(audit, "5.5").judgement().standing()).isEqualTo(Standing.UNKNOWN);
            assertThat(line(audit, "5.7").judgement().items())
                    .contains("web (the engine could not list its processes)");
            assertThat(audit.notSeen()).containsExactly("container gone ended while it was looked at");
        }
    }

    @Test
    void brokenSettingsAreAGap() throws IOException {
        dockerd();
        file("/etc/docker/daemon.json", "{\"icc\": fal");
        try (RecordedEngine engine = docker20()) {
            HostAudit.Line line = line(audit(engine, EVERYTHING), "2.2");
            assertThat(line.judgement().standing()).isEqualTo(Standing.UNKNOWN);
            assertThat(line.judgement().detail()).isEqualTo("/etc/docker/daemon.json is not valid JSON");
        }
    }

    @Test
    void swarmIsJudgedWhereItIs() throws IOException {
        dockerd();
        file("/proc/net/tcp6", "  sl\n   0: 00000000000000000000000000000000:0949 0000:0000 0A 00\n");
        String swarm = "{\"SecurityOptions\":[],\"Swarm\":{\"LocalNodeState\":\"active\",\"ControlAvailable\":true,"
                + "\"Managers\":2,\"Cluster\":{\"Spec\":{\"EncryptionConfig\":{\"AutoLockManagers\":true},"
                + "\"CAConfig\":{\"NodeCertExpiry\":172800000000000}}}}}";
        try (RecordedEngine engine = new RecordedEngine("Docker", "1.41")
                .json("/info", swarm)
                .json("/secrets", "[{}]")
                .json(
                        "/networks",
                        "[{\"Name\":\"a\",\"Driver\":\"overlay\",\"Options\":{}},{\"Name\":\"b\",\"Driver\":\"overlay\",\"Options\":{\"encrypted\":\"\"}}]")) {
            Lines lines = new Lines(audit(engine, EVERYTHING));
            assertThat(lines.get("5.1").word()).isEqualTo("WARN");
            assertThat(lines.get("7.1").judgement().detail()).isEqualTo("2 managers");
            assertThat(lines.get("7.2").word()).isEqualTo("WARN");
            assertThat(lines.get("7.3").judgement().detail()).isEqualTo("not encrypted: a");
            assertThat(lines.get("7.4").word()).isEqualTo("PASS");
            assertThat(lines.get("7.5").word()).isEqualTo("PASS");
            assertThat(lines.get("7.6").word()).isEqualTo("NOTE");
            assertThat(lines.get("7.7").word()).isEqualTo("PASS");
        }
    }

    @Test
    void findingsNameTheContainerAndKeepTheirKey() throws IOException {
        dockerd();
        try (RecordedEngine engine = docker20()) {
            List<Finding> findings = HostFindings.of(audit(engine, EVERYTHING));
            Finding memory = findings.stream()
                    .filter(f -> f.id().equals("memory-limit"))
                    .findFirst()
                    .orElseThrow();
            assertThat(memory.subject().orElseThrow().name()).isEqualTo("web");
            assertThat(memory.remediation()).endsWith("(CIS Docker 1.6.0, 5.11)");
            assertThat(findings.stream().map(Finding::key)).doesNotHaveDuplicates();
        }
    }

    @Test
    void selectionTakesIdsSectionsGroupsRulesAndDockerBenchsWords() {
        Selection some = Selection.of(List.of("5", "daemon", "check_1_1_3"), List.of("5.4", "icc-restricted"));
        assertThat(CisDocker.checks().stream().filter(some::has).map(CisDocker.Check::id))
                .contains("5.5", "5.32", "2.1", "1.1.3")
                .doesNotContain("5.4", "2.2", "1.1.4", "6.1");
        assertThat(some.leftOut()).contains("icc-restricted").doesNotContain("privileged-container");
        assertThat(some.hasRootless()).isFalse();
        assertThat(Selection.of(List.of(), List.of("rootless")).hasRootless()).isFalse();
        assertThatExceptionOfType(HullmarkException.class)
                .isThrownBy(() -> Selection.of(List.of("9.9"), List.of()))
                .withMessageContaining("9.9");
    }
}
