package dev.hullmark.sensor.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupNameTest {
    private static final String ID = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "docker-%s.scope",
                "cri-containerd-%s.scope",
                "crio-%s.scope",
                "libpod-%s.scope",
                "libpod-%s"
            })
    void theIdIsFoundInTheNamesOfAllEngines(String form) {
        assertThat(CgroupName.id(form.formatted(ID))).contains(ID);
    }

    @Test
    void whatIsNoContainerHasNoId() {
        assertThat(CgroupName.id("libpod-conmon-" + ID + ".scope"))
                .as("it watches over one")
                .isEmpty();
        assertThat(CgroupName.id("crio-conmon-" + ID + ".scope")).isEmpty();
        assertThat(CgroupName.id("docker.service")).isEmpty();
        assertThat(CgroupName.id("user@1000.service")).isEmpty();
        assertThat(CgroupName.id(ID.substring(1))).isEmpty();
        assertThat(CgroupName.id(ID + "0")).isEmpty();
        assertThat(CgroupName.id("pod" + ID.substring(0, 36))).isEmpty();
        assertThat(CgroupName.id("docker-" + ID.toUpperCase(java.util.Locale.ROOT) + ".scope"))
                .isEmpty();
    }
}
