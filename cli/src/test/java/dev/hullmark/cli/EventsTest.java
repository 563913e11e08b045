package dev.hullmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hullmark.sensor.container.Container;
import dev.hullmark.sensor.event.Actor;
import dev.hullmark.sensor.event.Event;
import dev.hullmark.sensor.event.SeenFile;
import dev.hullmark.sensor.event.What;
import dev.hullmark.sensor.program.Flags;
import dev.hullmark.sensor.rule.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventsTest {
    private static final Container WEB =
            new Container("0123456789abcdef".repeat(4), "web", "web:1", "sha256:1", "default/web-0");
    private static final Actor SHELL =
            new Actor(20, 10, 2, 0, 0, 99, 7, "sh", "/bin/sh", List.of("sh", "-c", "echo \u001b[31mred\nnext"));
    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.1", 443);

    private static SeenFile file(int flags) {
        return new SeenFile("/tmp/x", 5, 40, flags, true);
    }

    private static Event event(What what) {
        return new Event(Instant.parse("2026-12-01T00:00:00Z"), WEB, SHELL, what);
    }

    /** One of each. */
    private static List<Event> all() {
        return List.of(
                        new What.Executed(file(Flags.UPPER | Flags.KILLED), "x", "x", true, true, "bash"),
                        new What.Executed(file(Flags.SCRIPT | Flags.PRELOAD), "x", "/bin/sh", false, false, "bash"),
                        new What.Exited(0, 9, Duration.ofMillis(5)),
                        new What.Opened(file(0), true),
                        new What.Mapped(file(Flags.MEMORY | Flags.NAMELESS)),
                        new What.Refused(file(Flags.FOREIGN | Flags.DENIED), true),
                        new What.Called("mount", -1, List.of(1L, 2L, 3L, 4L, 5L, 6L), List.of("proc", "/mnt")),
                        new What.ConnectedLocally("/run/docker.sock", 0),
                        new What.CapabilityUsed("NET_RAW"),
                        new What.Tcp(What.SocketStep.CONNECTING, 1, PEER, PEER, 0, 0, Duration.ZERO, false),
                        new What.Tcp(What.SocketStep.CONNECTED, 1, PEER, PEER, 0, 0, Duration.ZERO, false),
                        new What.Tcp(What.SocketStep.ACCEPTED, 1, PEER, PEER, 0, 0, Duration.ZERO, false),
                        new What.Tcp(What.SocketStep.LISTENING, 1, PEER, PEER, 0, 0, Duration.ZERO, false),
                        new What.Tcp(What.SocketStep.CLOSED, 1, PEER, PEER, 3, 4, Duration.ofSeconds(2), false),
                        new What.Packets("UDP", true, PEER, 2, 120),
                        new What.Dns(true, "db.example.com", "A", 0, List.of("192.0.2.7")),
                        new What.Dns(false, "db.example.com", "AAAA", 0, List.of()),
                        new What.ContainerSeen(true),
                        new What.ContainerSeen(false),
                        new What.Lost(Map.of("opened", 3L)))
                .stream()
                .map(EventsTest::event)
                .toList();
    }

    private static List<String> written(Function<PrintStream, EventWriter> writer) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        EventWriter events = writer.apply(out);
        RuleSet rules = RuleSet.builtIn();
        all().forEach(event -> events.write(event, rules.judge(event)));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void everyEventIsAsTheSchemaSays() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(Path.of("../docs/schemas/event-1.json")), InputFormat.JSON);
        List<String> lines = written(EventJson::new);
        assertThat(lines).hasSameSizeAs(all());
        for (String line : lines) {
            assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
        }
        JsonNode killed = new JsonMapper().readTree(lines.getFirst());
        assertThat(killed.path("rules").findValuesAsString("id")).contains("drift-program");
        assertThat(killed.path("action").asString()).isEqualTo("killed");
    }

    @Test
    void noEventMovesTheCursorOrTakesALineOfItsOwn() {
        List<String> lines = written(out -> new EventLines(out, true));
        assertThat(lines).hasSameSizeAs(all()).noneMatch(line -> line.contains("\u001b"));
        assertThat(lines.getFirst())
                .contains(
                        "web",
                        "exec",
                        "sh[20]",
                        "(/tmp/x is not from the image: written in the container; killed)  << HIGH drift-program");
    }

    @Test
    void whatHappensAllTheTimeIsLeftOutOfTheTableUnlessARuleHolds() {
        assertThat(written(out -> new EventLines(out, false)))
                .hasSize(all().size() - 3)
                .noneMatch(line -> line.contains("  open  ") || line.contains("  exit  "))
                .anyMatch(line -> line.contains("  map  ") && line.contains("drift-library"));
    }

    @Test
    void containersAreChosenByNameOrTheBeginningOfAnId() {
        assertThat(new ChosenContainers(List.of()).has(WEB)).isTrue();
        assertThat(new ChosenContainers(List.of("web")).has(WEB)).isTrue();
        assertThat(new ChosenContainers(List.of("0123")).has(WEB)).isTrue();
        assertThat(new ChosenContainers(List.of("012")).has(WEB))
                .as("too short to be an id")
                .isFalse();
        assertThat(new ChosenContainers(List.of("db")).has(WEB)).isFalse();
        assertThat(new ChosenContainers(List.of("db")).has(Container.NONE))
                .as("losses concern all")
                .isTrue();
    }
}
