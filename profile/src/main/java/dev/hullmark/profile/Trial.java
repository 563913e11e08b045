package dev.hullmark.profile;

import dev.hullmark.engine.ContainerRunner;
import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Starts a container, watches it, and removes it whatever happens. */
final class Trial {
    /** A chown of volumes that nobody has filled yet. */
    private static final Duration CHOWN = Duration.ofSeconds(10);

    private final EngineClient client;
    private final ContainerRunner runner;
    private final Cleaner cleaner;
    private final Probe probe;

    Trial(EngineClient client, Probe probe) {
        this.client = client;
        this.runner = client.runner();
        this.cleaner = Cleaner.of(runner);
        this.probe = probe;
    }

    /**
     * @param aim what is waited for
     * @param time the most that it takes while nothing changes
     */
    Observation watch(Start start, Watch.Aim aim, Duration time) {
        String name;
        try {
            name = cleaner.create(start.body());
        } catch (EngineException e) {
            return refused(e);
        }
        try {
            if (!start.owned().isEmpty()) {
                chown(start, name);
            }
            runner.start(name);
        } catch (EngineException e) {
            cleaner.remove(name);
            return refused(e);
        }
        try {
            return new Watch(client, probe, time, name).until(aim);
        } finally {
            cleaner.remove(name);
        }
    }

    private static Observation refused(EngineException e) {
        return Observation.refused(String.valueOf(e.getMessage()));
    }

    /** An image without that program leaves its volumes as they are, and its build could not give them away either. */
    private void chown(Start start, String name) {
        String helper = cleaner.create(start.chown(name));
        try {
            runner.start(helper);
            long end = System.nanoTime() + CHOWN.toNanos();
            while (System.nanoTime() < end && running(helper)) {
                Watch.pause();
            }
        } catch (EngineException e) {
            // It has no chown.
        } finally {
            cleaner.remove(helper);
        }
    }

    private boolean running(String name) {
        return client.containerTree(name)
                .map(state -> state.path("State"))
                .map((JsonNode state) -> state.path("Running").asBoolean(false))
                .orElse(false);
    }
}
