package dev.hullmark.posture.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Judgement.Standing;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine does not tell is no pass. */
class EngineChecksTest extends HostFixture {
    private static String swarm(String state, boolean manager, long hours) {
        return "{\"Swarm\":{\"LocalNodeState\":\"" + state + "\",\"ControlAvailable\":" + manager
                + ",\"Managers\":3,\"Cluster\":{\"Spec\":{\"CAConfig\":{\"NodeCertExpiry\":"
                + hours * 3_600_000_000_000L
                + "}}}}}";
    }

    @Test
    void withoutTheListOfContainersNothingIsSaidOfThem() throws IOException {
        dockerd();
        try (RecordedEngine engine = docker20().without("/containers/json?all=true")) {
            for (String id : List.of("4.1", "5.5", "5.32", "6.1", "6.2")) {
                assertThat(standing(engine, id)).as(id).isEqualTo(Standing.UNKNOWN);
            }
        }
    }

    @Test
    void whatAnEngineDoesNotTellIsUnknown() throws IOException {
        dockerd();
        try (RecordedEngine engine = docker20().json("/info", "{}")) {
            for (String id : List.of("1.1.1", "2.5", "2.6", "2.12", "2.13", "5.1", "7.1", "7.3")) {
                assertThat(standing(engine, id)).as(id).isEqualTo(Standing.UNKNOWN);
            }
        }
    }

    @Test
    void podmanKeepsItsSettingsElsewhere() throws IOException {
        try (RecordedEngine engine =
                RecordedEngine.with("Libpod/4.9.4 (linux)", "1.41", "podman-4-info.json", "podman-4-container.json")) {
            assertThat(standing(engine, "2.5")).isEqualTo(Standing.UNKNOWN);
            assertThat(standing(engine, "2.13")).isEqualTo(Standing.UNKNOWN);
            assertThat(standing(engine, "5.25")).isEqualTo(Standing.PASS);
        }
    }

    @ParameterizedTest
    @CsvSource({"locked", "pending", "error"})
    void aNodeThatIsLockedOrNotThroughIsInASwarm(String state) throws IOException {
        dockerd();
        try (RecordedEngine engine = docker20().json("/info", swarm(state, false, 48))) {
            assertThat(standing(engine, "5.1")).isEqualTo(Standing.FAIL);
            assertThat(line(audit(engine, EVERYTHING), "7.5").judgement())
                    .isEqualTo(Judgement.unknown("only a manager of the swarm can say, and this node is " + state));
        }
    }

    @Test
    void aWorkerDoesNotSeeEveryNetworkButItsOwnPorts() throws IOException {
        dockerd();
        try (RecordedEngine engine = docker20().json("/info", swarm("active", false, 48))) {
            assertThat(standing(engine, "7.2")).isEqualTo(Standing.UNKNOWN);
            assertThat(standing(engine, "7.3")).isEqualTo(Standing.UNKNOWN);
            file("/proc/net/tcp", "  sl\n   0: 00000000:1F0A 00000000:0000 0A 00\n");
            assertThat(line(audit(engine, EVERYTHING), "7.2").judgement())
                    .isEqualTo(Judgement.fail("on every interface: port 7946"));
            file("/proc/net/tcp", "  sl\n   0: 0100007F:1F0A 00000000:0000 0A 00\n");
            assertThat(standing(engine, "7.2")).isEqualTo(Standing.PASS);
        }
    }

    @Test
    void withoutItsNetworksTheirEncryptionIsUnknown() throws IOException {
        dockerd();
        try (RecordedEngine engine =
                docker20().json("/info", swarm("active", true, 48)).without("/networks")) {
            assertThat(standing(engine, "7.3")).isEqualTo(Standing.UNKNOWN);
        }
    }

    @ParameterizedTest
    @CsvSource({"12, PASS", "48, PASS", "70, INFO", "0, UNKNOWN"})
    void certificatesLiveHoursNotOnlyDays(long hours, Standing standing) throws IOException {
        dockerd();
        try (RecordedEngine engine = docker20().json("/info", swarm("active", true, hours))) {
            assertThat(standing(engine, "7.7")).isEqualTo(standing);
        }
    }

    @Test
    void whetherThereIsAppArmorTheEngineSays() throws IOException {
        dockerd();
        String container = RecordedEngine.resource("docker-20.10-container.json");
        try (RecordedEngine engine = docker20()
                .json("/info", "{\"SecurityOptions\":[\"name=apparmor\"]}")
                .json(
                        "/containers/c1/json",
                        container.replaceFirst(
                                "\"AppArmorProfile\": \"[^\"]*\"", "\"AppArmorProfile\": \"unconfined\""))) {
            assertThat(standing(engine, "5.2")).isEqualTo(Standing.FAIL);
        }
    }

    @Test
    void aUserOfAnotherNameMayBeRoot() throws IOException {
        dockerd();
        String container = "{\"Id\":\"c1\",\"Name\":\"/web\",\"State\":{\"Running\":true,\"Pid\":7},"
                + "\"Config\":{\"User\":\"app\"}}";
        String top = "{\"Titles\":[\"PID\",\"UID\",\"STAT\",\"COMMAND\"],\"Processes\":[[\"7\",\"%s\",\"S\",\"x\"]]}";
        try (RecordedEngine engine = docker20().json("/containers/c1/json", container)) {
            engine.json("/containers/c1/top", top.formatted("0"));
            assertThat(line(audit(engine, EVERYTHING), "4.1").judgement().items())
                    .containsExactly("web (the user app is root)");
            engine.json("/containers/c1/top", top.formatted("1000"));
            assertThat(standing(engine, "4.1")).isEqualTo(Standing.PASS);
        }
    }
}
