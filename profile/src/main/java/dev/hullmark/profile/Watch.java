package dev.hullmark.profile;

import dev.hullmark.engine.ContainerRunner;
import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineException;
import dev.hullmark.posture.container.ContainerProcess;
import dev.hullmark.posture.container.ContainerReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Watches one container until it is at rest or the time is over. */
final class Watch {
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** What is there all the time for so long is there; what a health check starts is not. */
    private static final Duration STEADY = Duration.ofSeconds(2);

    /** Nothing new for so long: it is at rest. Services open ports, and end, some seconds after their first port. */
    private static final Duration QUIET = Duration.ofSeconds(8);

    private static final Duration PROBE = Duration.ofSeconds(5);

    /** Whether all that is waited for is there. */
    interface Aim {
        boolean reached(Set<String> listening, String health);
    }

    /** What ran at a moment. */
    private record Look(long at, Map<String, Integer> programs) {}

    private final EngineClient client;
    private final ContainerRunner runner;
    private final Probe probe;
    private final String name;
    private final long begin = System.nanoTime();
    private final long end;
    private final long last;
    private final long quiet;

    private final Deque<Look> looks = new ArrayDeque<>();
    private Optional<Set<String>> listening = Optional.empty();
    private String health = "";
    private long since = begin;
    private long passedAt;
    private Optional<Boolean> passed;

    Watch(EngineClient client, Probe probe, Duration time, String name) {
        this.client = client;
        this.runner = client.runner();
        this.probe = probe;
        this.name = name;
        this.end = begin + time.toNanos();
        this.last = end + time.toNanos();
        // Who wants it short gets it short.
        this.quiet = Math.clamp(time.toNanos() * 2 / 5, STEADY.toNanos(), QUIET.toNanos());
        this.passed = probe.asked() ? Optional.of(false) : Optional.empty();
    }

    Observation until(Aim aim) {
        while (goesOn()) {
            Optional<JsonNode> state = client.containerTree(name);
            if (!running(state)) {
                return ended(state);
            }
            look(state.get());
            boolean enough = probe.asked() ? passesAgain(state.get()) : atRest(aim);
            if (enough) {
                break;
            }
            pause();
        }
        Optional<JsonNode> state = client.containerTree(name);
        if (!running(state)) {
            return ended(state);
        }
        if (passedAt != 0 && passed.equals(Optional.of(true))) {
            passed = Optional.of(passes(state.get()));
        }
        boolean settled = System.nanoTime() - since >= quiet;
        return new Observation(
                "",
                true,
                0,
                listening,
                steady(),
                runner.words(name),
                passed,
                health,
                settled ? Optional.of(Duration.ofNanos(since - begin)) : Optional.empty());
    }

    /** Past its time only what is not at rest is watched: one more second may show it whole. */
    private boolean goesOn() {
        long now = System.nanoTime();
        return now < end || (now < last && now - since < quiet);
    }

    private static boolean running(Optional<JsonNode> state) {
        return state.isPresent() && state.get().path("State").path("Running").asBoolean(false);
    }

    private Observation ended(Optional<JsonNode> state) {
        int code = state.map(s -> s.path("State").path("ExitCode").asInt(-1)).orElse(-1);
        return new Observation(
                "",
                false,
                code,
                Optional.of(Set.of()),
                Map.of(),
                runner.words(name),
                passed,
                "",
                Optional.of(Duration.ofNanos(System.nanoTime() - begin)));
    }

    private void look(JsonNode state) {
        Optional<ContainerReader.Seen> seen =
                ContainerReader.look(client, Path.of("/proc"), List.of(name)).seen().stream()
                        .findFirst();
        Optional<Set<String>> now = seen.flatMap(s -> s.live().listeners()).map(Listening::of);
        String checked = state.path("State").path("Health").path("Status").asString("");
        if (!now.equals(listening) || !checked.equals(health)) {
            since = System.nanoTime();
        }
        listening = now;
        health = checked;
        looks.add(new Look(
                System.nanoTime(),
                seen.flatMap(s -> s.live().processes()).map(Watch::programs).orElse(Map.of())));
        while (looks.size() > 1 && looks.getLast().at() - looks.getFirst().at() > STEADY.toNanos()) {
            looks.removeFirst();
        }
    }

    private boolean atRest(Aim aim) {
        return System.nanoTime() - since >= quiet
                && listening.filter(ports -> aim.reached(ports, health)).isPresent();
    }

    /** Some services pass once, and end. */
    private boolean passesAgain(JsonNode state) {
        if (passedAt == 0) {
            if (passes(state)) {
                passed = Optional.of(true);
                passedAt = System.nanoTime();
            }
            return false;
        }
        return System.nanoTime() - passedAt >= quiet;
    }

    private boolean passes(JsonNode inspected) {
        try {
            if (probe.command().isPresent()
                    && runner.exec(name, probe.command().get(), (int) PROBE.toSeconds())
                                    .orElse(-1)
                            != 0) {
                return false;
            }
            return probe.url().isEmpty() || HttpProbe.answers(probe.url().get(), inspected, PROBE);
        } catch (EngineException e) {
            return false;
        }
    }

    /** The fewest of each program that every look of the last moments saw. */
    private Map<String, Integer> steady() {
        Map<String, Integer> fewest = new TreeMap<>();
        if (!looks.isEmpty()) {
            fewest.putAll(looks.getLast().programs());
        }
        for (Look look : looks) {
            fewest.keySet().retainAll(look.programs().keySet());
            fewest.replaceAll(
                    (program, count) -> Math.min(count, look.programs().getOrDefault(program, 0)));
        }
        return fewest;
    }

    private static Map<String, Integer> programs(List<ContainerProcess> processes) {
        Map<String, Integer> programs = new TreeMap<>();
        for (ContainerProcess p : processes) {
            programs.merge(p.program().substring(p.program().lastIndexOf('/') + 1), 1, Integer::sum);
        }
        return programs;
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
