package dev.hullmark.sensor.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FilePathTest {
    @Test
    void namesFromTheFileUpwardsBecomeAPath() {
        assertThat(FilePath.of(List.of("cat", "bin", "usr"))).isEqualTo("/usr/bin/cat");
        assertThat(FilePath.of(List.of("init"))).as("in no folder").isEqualTo("init");
        assertThat(FilePath.of(List.of("cat", "/"))).as("the root's own name").isEqualTo("/cat");
        assertThat(FilePath.of(List.of("memfd:x"))).isEqualTo("memfd:x");
        assertThat(FilePath.of(List.of())).isEqualTo("/");
    }
}
