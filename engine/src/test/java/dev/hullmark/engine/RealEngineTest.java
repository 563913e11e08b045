package dev.hullmark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.Test;

/** Against the engine of this machine, when there is one. */
class RealEngineTest {
    private static EngineClient engine() {
        try {
            return EngineClient.connect(EngineEnvironment.ofProcess());
        } catch (EngineException e) {
            return abort("no container engine here: " + e.getMessage());
        }
    }

    @Test
    void answersEveryCall() {
        EngineClient engine = engine();
        assertThat(engine.server()).isNotEmpty();
        assertThat(engine.info().version()).isNotEmpty();
        assertThat(engine.image("hullmark.example.com/no/such:image", "")).isEmpty();
        assertThat(engine.container("hullmark-no-such-container")).isEmpty();
        for (EngineContainer container : engine.containers(true)) {
            assertThat(container.id()).hasSize(64);
        }
    }
}
