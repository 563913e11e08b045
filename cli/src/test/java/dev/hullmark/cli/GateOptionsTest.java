package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Severity;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GateOptionsTest {
    private static GateOptions of(String... args) {
        GateOptions options = new GateOptions();
        CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create());
        line.registerConverter(java.time.Duration.class, new TimeConverter());
        line.registerConverter(Severity.class, new WordConverter<>(Severity.values()));
        line.addMixin("gate", options);
        line.parseArgs(args);
        return options;
    }

    @Test
    void strictnessWithoutAGateMustNotPass() {
        assertThat(of("--strict", "--fail-on", "high").policy().strict()).isTrue();
        assertThatExceptionOfType(HullmarkException.class)
                .isThrownBy(() -> of("--strict").policy())
                .withMessageContaining("--fail-on");
    }
}
