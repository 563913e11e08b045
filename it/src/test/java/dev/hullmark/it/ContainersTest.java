package dev.hullmark.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.it.Product.Run;
import java.io.BufferedReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real containers on the real engine. */
class ContainersTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Containers that come and go during a watch. */
    private static final int CHURN = Integer.getInteger("containers.churn", 6);

    @TempDir
    private Path temporary = Path.of("");

    private Product product = Product.in(Path.of(""));
    private @Nullable Docker engine;

    private Docker docker() {
        return requireNonNull(engine);
    }

    @BeforeEach
    void anEngine() throws Exception {
        product = Product.in(Files.createDirectories(temporary.resolve("home")));
        engine = Docker.in(temporary);
    }

    @AfterEach
    void removeAll() throws Exception {
        if (engine != null) {
            engine.removeAll();
        }
    }

    private JsonNode check(String... names) throws Exception {
        List<String> words = new ArrayList<>(List.of("check", "containers", "--format", "json"));
        words.addAll(List.of(names));
        Run run = product.run(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    private static Set<String> ids(JsonNode report, String container) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode f : report.path("findings")) {
            if (f.path("subject").path("name").asString().equals(container)) {
                ids.add(f.path("id").asString());
            }
        }
        return ids;
    }

    private static String title(JsonNode report, String id) {
        return report.path("findings")
                .valueStream()
                .filter(f -> f.path("id").asString().equals(id))
                .map(f -> f.path("title").asString())
                .findFirst()
                .orElse("");
    }

    @Test
    void whatIsWellStartedHasNoFinding() throws Exception {
        String image = docker().build("quiet", "HEALTHCHECK CMD [\"/bin/busybox\", \"true\"]");
        String name = docker().run(
                        "quiet",
                        "--user=10001:10001",
                        "--read-only",
                        "--cap-drop=ALL",
                        "--security-opt=no-new-privileges",
                        "--memory=64m",
                        "--cpus=0.5",
                        "--pids-limit=20",
                        "--network=none",
                        image,
                        "/bin/busybox",
                        "sleep",
                        "1000");
        assertThat(ids(check(name), name)).isEmpty();
    }

    @Test
    void whoIsRootAndReachableIsSeen() throws Exception {
        String image = docker().build("web", "");
        String name =
                docker().run("web", "-p", "0.0.0.0::80", "-p", "127.0.0.1::81", image, "/bin/busybox", "httpd", "-f");
        Thread.sleep(Duration.ofMillis(500));
        JsonNode report = check(name);
        assertThat(ids(report, name))
                .contains("runs-as-root", "root-process", "reachable-from-outside", "published-in-vain")
                .doesNotContain("patched-in-place", "outdated-container", "remapped-root-process", "unmasked-paths");
        assertThat(title(report, "root-process")).contains(name + ", /bin/busybox (pid ");
        assertThat(title(report, "reachable-from-outside")).contains("80/tcp (at every address, port ");
        assertThat(title(report, "published-in-vain")).endsWith(name + ", 81/tcp");
    }

    @Test
    void whatSharesTheHostIsSeen() throws Exception {
        String image = docker().build("shared", "");
        String name = docker().run(
                        "shared",
                        "--user=10001",
                        "--network=host",
                        "--pid=host",
                        "--ipc=host",
                        "--uts=host",
                        "--cap-add=SYS_MODULE",
                        "--security-opt=seccomp=unconfined",
                        "--security-opt=systempaths=unconfined",
                        "-v",
                        "/etc:/host/etc",
                        "-v",
                        "/var/run/docker.sock:/var/run/docker.sock",
                        image,
                        "/bin/busybox",
                        "httpd",
                        "-f",
                        "-p",
                        "127.0.0.1:18093");
        JsonNode report = check(name);
        assertThat(ids(report, name))
                .contains(
                        "host-network",
                        "host-pid",
                        "host-ipc",
                        "host-uts",
                        "added-capabilities",
                        "seccomp-disabled",
                        "unmasked-paths",
                        "sensitive-mount",
                        "engine-socket-mounted",
                        "host-path-mounted")
                .doesNotContain("reachable-from-outside", "root-process", "runs-as-root");
    }

    @Test
    void whoJoinedTheHostsNetworkIsOnIt() throws Exception {
        String image = docker().build("joined", "");
        String first = docker().run("first", "--network=host", image, "/bin/busybox", "sleep", "1000");
        String second = docker().run(
                        "second", "--network=container:" + first, image, "/bin/busybox", "httpd", "-f", "-p", "18094");
        Thread.sleep(Duration.ofMillis(500));
        assertThat(ids(check(second, second), second)).contains("host-network", "reachable-from-outside");
    }

    @Test
    void whatRestartsAgainAndAgainIsLookedAt() throws Exception {
        String image = docker().build("restarting", "");
        String name = docker().run("restarting", "--restart=always", image, "/bin/busybox", "false");
        Thread.sleep(Duration.ofSeconds(4));
        JsonNode report = check(name);
        assertThat(ids(report, name)).contains("runs-as-root", "writable-root", "restart-policy");
        assertThat(report.path("coverage")
                        .valueStream()
                        .map(c -> c.path("what").asString() + " "
                                + c.path("status").asString()))
                .contains("container:" + name + " partial");
    }

    @Test
    void adviceOnAContainerKnowsWhatItWasGivenAndDoes() throws Exception {
        String image = docker().build("advised", "USER 10001");
        String name = docker().run(
                        "advised",
                        "--user=0",
                        "--cap-add=SYS_MODULE",
                        image,
                        "/bin/busybox",
                        "httpd",
                        "-f",
                        "-p",
                        "81");
        Thread.sleep(Duration.ofMillis(500));
        Run run = product.run("advise", "container:" + name, "--kinds", "privilege", "--offline", "--format", "json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode privilege = JSON.readTree(run.out()).path("privilege");
        assertThat(privilege.path("reasons").valueStream().map(r -> r.path("says")
                        .asString()))
                .containsExactly("it listens on 81/tcp", "it was given SYS_MODULE");
        assertThat(privilege.path("warnings").valueStream().map(JsonNode::asString))
                .contains("in fact: /bin/busybox as root");
    }

    /** The container is given everything; started as advised, it has none of it, and works. */
    @Test
    void startedAsAdvisedTheFindingsAreGone() throws Exception {
        String image = docker().build("given", "CMD [\"/bin/busybox\", \"httpd\", \"-f\"]");
        String before =
                docker().run("given", "--cap-add=SYS_MODULE", "-v", "/var/run/docker.sock:/var/run/docker.sock", image);
        Thread.sleep(Duration.ofMillis(500));
        assertThat(ids(check(before), before))
                .contains(
                        "runs-as-root",
                        "root-process",
                        "added-capabilities",
                        "engine-socket-mounted",
                        "new-privileges",
                        "writable-root");

        Run advice =
                product.run("advise", "container:" + before, "--kinds", "privilege", "--offline", "--format", "json");
        List<String> words = new ArrayList<>();
        for (JsonNode line :
                JSON.readTree(advice.out()).path("privilege").path("fixes").path("dockerRun")) {
            words.addAll(List.of(line.asString().replace("\\", "").strip().split(" ")));
        }
        assertThat(words.subList(0, 2)).containsExactly("docker", "run");
        String after = docker().run("as-advised", words.subList(2, words.size()).toArray(String[]::new));
        Thread.sleep(Duration.ofMillis(500));
        assertThat(ids(check(after), after))
                .doesNotContain(
                        "runs-as-root",
                        "root-process",
                        "added-capabilities",
                        "engine-socket-mounted",
                        "new-privileges",
                        "writable-root");
        assertThat(docker().docker("exec", after, "/bin/busybox", "wget", "-qO-", "http://127.0.0.1/etc/passwd")
                        .err())
                .doesNotContain("refused");
    }

    @Test
    void whatChangedSinceItStartedIsSeen() throws Exception {
        String image = docker().build("patched", "");
        String name = docker().run(
                        "patched",
                        image,
                        "/bin/sh",
                        "-c",
                        "busybox mkdir -p /var/lib/dpkg && echo x > /var/lib/dpkg/status && busybox sleep 1000");
        docker().build("patched", "LABEL newer=1");
        Thread.sleep(Duration.ofMillis(500));
        assertThat(ids(check(name), name)).contains("patched-in-place", "outdated-container");
    }

    @Test
    void whoIsNotThereIsSaid() throws Exception {
        Run run = product.run("check", "containers", "hullmark-test-nobody");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("No container runs as hullmark-test-nobody");
    }

    /** The packet is cnitch's byte for byte: statsd.Incr of its StatsD backend, with its tags in its order. */
    @Test
    void aWatchTellsOnceAndCountsAsCnitchDoes() throws Exception {
        String image = docker().build("watched", "");
        List<String> packets = Collections.synchronizedList(new ArrayList<>());
        try (DatagramSocket sink = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> receive(sink, packets));
            Process watch = product.start(
                    temporary,
                    "check",
                    "containers",
                    "--watch",
                    "--interval=1s",
                    "--statsd=127.0.0.1:" + sink.getLocalPort(),
                    "--hostname=h1");
            List<String> lines = Collections.synchronizedList(new ArrayList<>());
            List<String> complaints = Collections.synchronizedList(new ArrayList<>());
            Thread.ofVirtual().start(() -> read(watch.inputReader(), lines));
            Thread.ofVirtual().start(() -> read(watch.errorReader(), complaints));
            try {
                List<String> names = new ArrayList<>();
                for (int i = 0; i < CHURN; i++) {
                    names.add(docker().run("watched-" + i, image, "/bin/busybox", "sleep", "3.5"));
                }
                for (String name : names) {
                    await(lines, "ended", name);
                }
                for (String name : names) {
                    assertThat(lines)
                            .as(String.join("\n", lines))
                            .filteredOn(l -> l.contains("  root-process  ") && l.contains(": " + name + ", "))
                            .hasSize(2);
                }
            } finally {
                watch.destroy();
                watch.waitFor();
            }
            assertThat(complaints).isEmpty();
        }
        assertThat(packets)
                .contains("cnitch.exception.root_process:1|c|#host:h1,container:" + image)
                .contains("hullmark.container.root_processes:1|g|#host:h1,container:hullmark-test-watched-0,image:"
                        + image)
                .contains("hullmark.container.root_processes:0|g|#host:h1,container:hullmark-test-watched-0,image:"
                        + image);
    }

    private static void await(List<String> lines, String event, String name) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            synchronized (lines) {
                if (lines.stream()
                        .anyMatch(l -> l.contains(event) && l.contains("  root-process  ") && l.contains(name))) {
                    return;
                }
            }
            Thread.sleep(Duration.ofMillis(100));
        }
    }

    private static void receive(DatagramSocket sink, List<String> packets) {
        byte[] bytes = new byte[9000];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                sink.receive(packet);
                packets.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (java.io.IOException e) {
            // closed
        }
    }

    private static void read(BufferedReader reader, List<String> lines) {
        reader.lines().forEach(lines::add);
    }
}
