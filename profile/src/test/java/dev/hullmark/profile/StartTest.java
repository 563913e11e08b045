package dev.hullmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.RunSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StartTest {
    private static final RunSettings AS_1000 =
            new RunSettings("1000", List.of(), true, true, false, List.of("/data", "/tmp"));

    private static Start start(String started, List<String> health) {
        JsonNode said = new JsonMapper().readTree(started.replace('\'', '"'));
        Service service = new Service("sha256:1", said, health, Set.of(), List.of("/data"), List.of("/data"));
        return new Start(service, Optional.empty(), false, false);
    }

    @Test
    void aContainerIsStartedAsItWas() {
        Start start = start("{'User':'7','Cmd':['x'],'Env':['A=b']}", List.of());
        assertThat(start.body().toString())
                .contains("\"User\":\"7\"", "\"Cmd\":[\"x\"]", "\"Env\":[\"A=b\"]", "\"Image\":\"sha256:1\"")
                .doesNotContain("Healthcheck", "CapDrop");
        assertThat(start.with(AS_1000).body().path("User").asString()).isEqualTo("1000");
    }

    /** Nobody watches for half a minute. */
    @Test
    void healthIsCheckedOften() {
        JsonNode health = start("{}", List.of("CMD", "true")).body().path("Healthcheck");
        assertThat(health.path("Interval").asLong()).isEqualTo(2_000_000_000L);
        assertThat(health.path("Test")).hasSize(2);
        assertThat(start("{}", List.of("NONE")).body().has("Healthcheck")).isFalse();
    }

    @Test
    void volumesAreGivenToAnotherUserOnly() {
        Start start = start("{}", List.of());
        assertThat(start.owned()).isEmpty();
        assertThat(start.with(AS_1000.withUser("")).owned()).isEmpty();
        assertThat(start.with(AS_1000).chown("other").path("Cmd").toString()).isEqualTo("[\"-R\",\"1000\",\"/data\"]");
    }
}
