package dev.hullmark.profile;

import dev.hullmark.engine.ContainerRunner;
import dev.hullmark.engine.EngineException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Makes this process's containers and removes them, also when it is stopped. Once that has begun, whoever asks waits for the
 * end of the process: what would be seen of containers that are being removed is no observation.
 */
final class Cleaner {
    private final ContainerRunner runner;
    private final Set<String> names = new LinkedHashSet<>();
    private volatile boolean stopping;

    private Cleaner(ContainerRunner runner) {
        this.runner = runner;
    }

    /** One that is there before the first container is. */
    static Cleaner of(ContainerRunner runner) {
        Cleaner cleaner = new Cleaner(runner);
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(cleaner::stop));
        } catch (IllegalStateException e) {
            cleaner.stopping = true; // the process ends already
        }
        return cleaner;
    }

    /** The name of a container that was created. */
    String create(JsonNode settings) {
        waitIfStopping();
        try {
            return created(settings);
        } finally {
            waitIfStopping();
        }
    }

    /** The end of the process waits for a creation that is under way: the engine may make it in spite of all. */
    private synchronized String created(JsonNode settings) {
        String name = Mark.ofProcess().name(Instant.now());
        if (!stopping) {
            names.add(name);
            runner.create(name, settings);
        }
        return name;
    }

    void remove(String name) {
        waitIfStopping();
        try {
            runner.remove(name);
        } finally {
            waitIfStopping();
        }
        forget(name);
    }

    private synchronized void forget(String name) {
        names.remove(name);
    }

    private void stop() {
        stopping = true;
        for (String name : all()) {
            try {
                runner.remove(name);
            } catch (EngineException e) {
                // The next run removes it.
            }
        }
    }

    private synchronized List<String> all() {
        return List.copyOf(names);
    }

    private void waitIfStopping() {
        while (stopping) {
            try {
                Thread.sleep(Duration.ofDays(1));
            } catch (InterruptedException e) {
                // Nothing but the end of the process is waited for.
            }
        }
    }
}
