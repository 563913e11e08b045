package dev.hullmark.profile;

import dev.hullmark.engine.ContainerRunner;
import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineException;
import dev.hullmark.posture.container.ContainerProcess;
import dev.hullmark.posture.container.ContainerReader;
import dev.hullmark.posture.container.Listener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Starts a container, watches it until it is at rest or the time is over, and removes it whatever happens. */
final class Trial {
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Nothing new for so long: it is at rest. */
    private static final Duration REST = Duration.ofSeconds(2);

    private static final int WORDS = 50;
    private static final int PROBE_SECONDS = 5;

    private final EngineClient client;
    private final ContainerRunner runner;
    private final Probe probe;
    private final Duration time;

    Trial(EngineClient client, Probe probe, Duration time) {
        this.client = client;
        this.runner = client.runner();
        this.probe = probe;
        this.time = time;
    }

    /** @param enough ends the watch early: what it listens on is all that is waited for */
    Observation watch(Start start, Predicate<Set<String>> enough) {
        String id;
        try {
            id = runner.create(Mark.ofProcess().name(Instant.now()), start.body());
        } catch (EngineException e) {
            return refused(e);
        }
        Thread cleaner = new Thread(() -> runner.remove(id));
        Runtime.getRuntime().addShutdownHook(cleaner);
        try {
            try {
                runner.start(id);
            } catch (EngineException e) {
                return refused(e);
            }
            return watch(id, enough);
        } finally {
            runner.remove(id);
            try {
                Runtime.getRuntime().removeShutdownHook(cleaner);
            } catch (IllegalStateException e) {
                // It is ending, and the hook does the same once more.
            }
        }
    }

    private static Observation refused(EngineException e) {
        return new Observation(
                String.valueOf(e.getMessage()), false, 0, Optional.empty(), Map.of(), List.of(), Optional.empty());
    }

    private Observation watch(String id, Predicate<Set<String>> enough) {
        long end = System.nanoTime() + time.toNanos();
        long since = System.nanoTime();
        Optional<Set<String>> listening = Optional.empty();
        Map<String, Integer> processes = Map.of();
        Optional<Boolean> passed = probe.asked() ? Optional.of(false) : Optional.empty();
        while (System.nanoTime() < end) {
            Optional<JsonNode> state = client.containerTree(id);
            boolean running = state.isPresent()
                    && state.get().path("State").path("Running").asBoolean(false);
            if (!running) {
                int code = state.map(s -> s.path("State").path("ExitCode").asInt(-1))
                        .orElse(-1);
                return new Observation(
                        "", false, code, Optional.of(Set.of()), Map.of(), runner.lastWords(id, WORDS), passed);
            }
            Optional<ContainerReader.Seen> seen =
                    ContainerReader.look(client, Path.of("/proc"), List.of(id)).seen().stream()
                            .findFirst();
            Optional<Set<String>> now = seen.flatMap(s -> s.live().listeners()).map(Trial::ports);
            Map<String, Integer> programs = seen.map(Trial::programs).orElse(Map.of());
            if (!now.equals(listening) || !programs.keySet().equals(processes.keySet())) {
                since = System.nanoTime();
            }
            listening = now;
            processes = programs;
            if (probe.asked()) {
                if (passes(id, state.get())) {
                    passed = Optional.of(true);
                    break;
                }
            } else if (System.nanoTime() - since > REST.toNanos()
                    && listening.filter(enough).isPresent()) {
                break;
            }
            sleep();
        }
        return new Observation("", true, 0, listening, processes, runner.lastWords(id, WORDS), passed);
    }

    private static Set<String> ports(List<Listener> listeners) {
        Set<String> ports = new TreeSet<>();
        listeners.forEach(l -> ports.add(l.text()));
        return ports;
    }

    private static Map<String, Integer> programs(ContainerReader.Seen seen) {
        Map<String, Integer> programs = new TreeMap<>();
        for (ContainerProcess p : seen.live().processes().orElse(List.of())) {
            programs.merge(p.program().substring(p.program().lastIndexOf('/') + 1), 1, Integer::sum);
        }
        return programs;
    }

    private boolean passes(String id, JsonNode inspected) {
        try {
            if (probe.command().isPresent()
                    && runner.exec(id, probe.command().get(), PROBE_SECONDS).orElse(-1) != 0) {
                return false;
            }
            return probe.url().isEmpty() || answers(probe.url().get(), inspected);
        } catch (EngineException e) {
            return false;
        }
    }

    private static boolean answers(URI url, JsonNode inspected) {
        String address = inspected.path("NetworkSettings").path("IPAddress").asString("");
        if (address.isEmpty()) {
            for (JsonNode network : inspected.path("NetworkSettings").path("Networks")) {
                address = network.path("IPAddress").asString("");
            }
        }
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(PROBE_SECONDS))
                .build()) {
            URI there = new URI(url.getScheme(), null, address, url.getPort(), url.getPath(), url.getQuery(), null);
            HttpRequest request = HttpRequest.newBuilder(there)
                    .timeout(Duration.ofSeconds(PROBE_SECONDS))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 400;
        } catch (IOException | java.net.URISyntaxException | IllegalArgumentException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
