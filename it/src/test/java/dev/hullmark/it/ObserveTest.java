package dev.hullmark.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sensor in the running kernel, beside real containers. */
class ObserveTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Containers that live for some milliseconds; {@code -Dobserve.containers=2000} for all that was asked. */
    private static final int CONTAINERS = Integer.getInteger("observe.containers", 10);

    @TempDir
    private Path temporary = Path.of("");

    private Product product = Product.in(Path.of(""));
    private @Nullable Docker engine;
    private final List<Sensor> sensors = new ArrayList<>();

    /** A running {@code hullmark observe}. */
    private record Sensor(Process process, List<JsonNode> events, List<String> said) {
        /** Waits for an event. */
        JsonNode await(String what, Predicate<JsonNode> wanted) throws Exception {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                for (JsonNode event : events) {
                    if (wanted.test(event)) {
                        return event;
                    }
                }
                Thread.sleep(20);
            }
            throw new AssertionError("no event: " + what + "; it said " + said + " and " + events.size() + " events");
        }

        /** Ends it as Ctrl-C does. */
        void stop() throws Exception {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Docker docker() {
        return requireNonNull(engine);
    }

    @BeforeEach
    void anEngineAndAKernel() throws Exception {
        assumeTrue(Files.exists(Path.of("/sys/kernel/btf/vmlinux")), "this kernel has no BTF");
        assumeTrue(System.getProperty("user.name").equals("root"), "loading programs into the kernel takes root");
        product = Product.in(Files.createDirectories(temporary.resolve("home")));
        engine = Docker.in(temporary);
    }

    @AfterEach
    void endAll() throws Exception {
        for (Sensor sensor : sensors) {
            sensor.process().destroyForcibly();
        }
        product.run("observe", "--release");
        if (engine != null) {
            engine.removeAll();
        }
    }

    private Sensor observe(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("observe", "--format", "jsonl"));
        words.addAll(List.of(options));
        Process process = product.start(temporary, words.toArray(String[]::new));
        var sensor = new Sensor(process, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
        sensors.add(sensor);
        read(process.inputReader(StandardCharsets.UTF_8), line -> sensor.events()
                .add(JSON.readTree(line)));
        read(process.errorReader(StandardCharsets.UTF_8), sensor.said()::add);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (sensor.said().stream().noneMatch(line -> line.contains("watching")) && System.nanoTime() < end) {
            assertThat(process.isAlive()).as("it said " + sensor.said()).isTrue();
            Thread.sleep(20);
        }
        return sensor;
    }

    private static void read(BufferedReader from, Consumer<String> to) {
        Thread.ofVirtual().start(() -> {
            try (from) {
                from.lines().forEach(to);
            } catch (IOException | UncheckedIOException e) {
                // It was killed.
            }
        });
    }

    private static Predicate<JsonNode> exec(String container, String argument) {
        return event -> event.path("kind").asString().equals("exec")
                && event.path("container").path("name").asString().equals(container)
                && event.path("process").path("argv").toString().contains(argument);
    }

    @Test
    void everyShortLivedContainersProgramHasItsName() throws Exception {
        String image = docker().build("observe", "COPY busybox /bin/true\nCOPY busybox /bin/echo");
        Sensor sensor = observe();
        for (int i = 0; i < CONTAINERS; i++) {
            docker().docker("run", "--rm", "--name", "hullmark-test-o" + i, image, "/bin/echo", "mark-" + i);
        }
        for (int i = 0; i < CONTAINERS; i++) {
            int number = i;
            JsonNode event = sensor.await(
                    "mark " + i, e -> e.path("process").path("argv").toString().contains("\"mark-" + number + "\""));
            assertThat(event.path("container").path("name").asString()).isEqualTo("hullmark-test-o" + i);
            assertThat(event.path("container").path("image").asString()).isEqualTo(image);
            assertThat(event.path("file").path("path").asString()).isEqualTo("/bin/echo");
            assertThat(event.path("process").path("innerPid").asInt()).isEqualTo(1);
            assertThat(event.has("rules")).as("it is the image's").isFalse();
        }
        assertThat(sensor.events()).noneMatch(e -> e.path("kind").asString().equals("lost"));
    }

    @Test
    void whatAContainerDoesIsTold() throws Exception {
        String image = docker().build("observe", "COPY busybox /bin/nc\nCOPY busybox /bin/cat\nCOPY busybox /bin/cp");
        Sensor sensor = observe();
        String name = docker().run("does", image, "/bin/sh", "-c", """
                nc -l -p 7007 >/dev/null & until echo 12345678 | nc 127.0.0.1 7007; do /bin/busybox sleep 1; done
                echo x >/bin/new; cp /bin/busybox /bin/dropped; ln -s /bin/dropped /bin/ls 2>/dev/null; /bin/dropped ls / >/dev/null
                /bin/busybox chown 7 /bin/new; /bin/busybox chroot / /bin/busybox true
                /bin/busybox timeout 2 /bin/busybox nslookup db.example.com 127.0.0.1""");
        assertThat(sensor.await("who listens", kind(name, "listen"))
                        .path("local")
                        .asString())
                .endsWith(":7007");
        JsonNode closed = sensor.await(
                "the connection's end",
                e -> kind(name, "close").test(e)
                        && e.path("remote").asString().endsWith(":7007")
                        && !e.path("failed").asBoolean());
        assertThat(closed.path("sent").asLong()).isEqualTo(9);
        JsonNode dropped =
                sensor.await("the dropped program", e -> kind(name, "exec").test(e) && e.has("rules"));
        assertThat(dropped.path("file").path("path").asString()).isEqualTo("/bin/dropped");
        assertThat(dropped.path("file").path("drift").toString()).contains("written in the container");
        assertThat(dropped.path("action").asString()).isEqualTo("alert");
        sensor.await("the capability", e -> e.path("capability").asString().equals("CHOWN"));
        sensor.await("the call", e -> e.path("call").asString().equals("chroot"));
        JsonNode written = sensor.await(
                "the write below /bin",
                e -> kind(name, "open").test(e) && e.path("write").asBoolean());
        assertThat(written.path("file").path("path").asString()).isEqualTo("/bin/new");
        JsonNode question = sensor.await("the question", kind(name, "dns"));
        assertThat(question.path("name").asString()).isEqualTo("db.example.com");
        JsonNode packets = sensor.await("the packets", kind(name, "packets"));
        assertThat(packets.path("protocol").asString()).isEqualTo("UDP");
        assertThat(packets.path("peer").asString()).isEqualTo("127.0.0.1:53");
    }

    private static Predicate<JsonNode> kind(String container, String kind) {
        return event -> event.path("kind").asString().equals(kind)
                && event.path("container").path("name").asString().equals(container);
    }

    /** Each attempt that ran any of its code would leave a mark. */
    private static final String ATTEMPTS = """
            cp /bin/busybox /busybox-dropped; cp /bin/busybox /memory/busybox
            echo >>/bin/busybox-changed
            n=0; while [ $n -lt 40 ]; do
              /busybox-dropped touch /marks/dropped-$n; /memory/busybox touch /marks/memory-$n; /bin/busybox-changed touch /marks/changed-$n
              n=$((n+1))
            done 2>/dev/null
            /bin/busybox touch /marks/image
            """;

    private List<String> marks(String name, String image) throws Exception {
        Path marks = Files.createDirectories(temporary.resolve(name));
        docker().docker(
                        "run",
                        "--rm",
                        "--name",
                        "hullmark-test-" + name,
                        "--tmpfs",
                        "/memory:exec",
                        "-v",
                        marks + ":/marks",
                        image,
                        "/bin/sh",
                        "-c",
                        ATTEMPTS);
        try (var found = Files.list(marks)) {
            return found.map(mark -> mark.getFileName().toString()).toList();
        }
    }

    @Test
    void whatIsNotTheImagesIsKilledAlsoWhenTheSensorIsGone() throws Exception {
        String image = docker().build("observe", "COPY busybox /bin/cp\nCOPY busybox /bin/busybox-changed");
        assertThat(marks("without", image))
                .as("the attempts work where nobody watches")
                .hasSize(121);

        Sensor first = observe("--on-drift", "kill");
        assertThat(marks("first", image)).containsExactly("image");
        if (Files.exists(Path.of("/usr/bin/docker-init"))) {
            assertThat(docker().docker("run", "--rm", "--init", image, "/bin/sh", "-c", "true")
                            .code())
                    .as("the engine's own first program, mounted from the host")
                    .isZero();
        }
        first.await("the kill", e -> e.path("action").asString().equals("killed"));

        first.process().destroyForcibly().waitFor();
        assertThat(marks("gone", image)).as("with the sensor killed").containsExactly("image");

        Sensor second = observe("--on-drift", "kill");
        assertThat(marks("second", image)).as("with another that took over").containsExactly("image");

        second.stop();
        assertThat(marks("stopped", image)).as("after it was stopped").hasSize(121);
    }

    @Test
    void keptEnforcementStaysUntilItIsReleased() throws Exception {
        String image = docker().build("observe", "COPY busybox /bin/cp\nCOPY busybox /bin/busybox-changed");
        Sensor sensor = observe("--on-drift", "kill", "--keep");
        sensor.stop();
        assertThat(marks("kept", image)).containsExactly("image");
        assertThat(product.run("observe", "--release").err()).contains("the enforcement has ended");
        assertThat(marks("released", image)).hasSize(121);
        assertThat(product.run("observe", "--release").err()).contains("no enforcement is in place");
    }

    @Test
    void onlyTheContainersAskedForAreTold() throws Exception {
        String image = docker().build("observe", "");
        Sensor sensor = observe("hullmark-test-wanted");
        docker().run("other", image, "/bin/sh", "-c", "true other");
        String wanted = docker().run("wanted", image, "/bin/sh", "-c", "true wanted");
        sensor.await("the wanted one", exec(wanted, "wanted"));
        assertThat(sensor.events())
                .allMatch(e -> !e.path("container").path("name").asString().contains("other"));
    }

    @Test
    void mistakesHaveOneSentence() throws IOException, InterruptedException {
        Product.Run run = product.run("observe", "--keep");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--keep leaves enforcement in place, and --on-drift alert enforces nothing.");
        assertThat(product.run("observe", "--on-drift", "explode").code()).isEqualTo(2);
    }

    @Test
    void theProgramsExplainThemselves() throws Exception {
        Product.Run run = product.run("observe", "--explain-programs");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("hm_exec on sched_process_exec", "The kernel's verifier accepts it.", "; ");
        assertThat(product.run("observe", "--coverage").out()).contains("Seen on this machine", "Not seen");
    }
}
