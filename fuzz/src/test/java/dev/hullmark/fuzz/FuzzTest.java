package dev.hullmark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes every target for some seconds, two at a time ({@code junit-platform.properties}). */
@Execution(ExecutionMode.CONCURRENT)
class FuzzTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 10));
    private static final Run RUN = new Run(Path.of("target", "fuzz").toAbsolutePath(), true);

    static List<Target> targets() {
        return Targets.all();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void nothingIsFound(Target target) throws IOException, InterruptedException {
        Run.hindrance().ifPresent(why -> abort(why));
        Run.Result result = RUN.fuzz(target, TIME);
        if (Run.unloadable(result)) {
            abort("Jazzer's native driver can't be loaded here (" + result.log() + "): nothing is fuzzed.");
        }
        if (!result.sentence().isEmpty()) {
            fail(result.sentence());
        }
        assertThat(result.executions()).as("executions").isPositive();
        assertThat(result.coverage()).as("coverage").isPositive();
    }
}
