package dev.hullmark.cli;

import dev.hullmark.sensor.KernelSensor;
import dev.hullmark.sensor.event.Event;
import dev.hullmark.sensor.event.Naming;
import dev.hullmark.sensor.event.What;
import dev.hullmark.sensor.rule.Rule;
import dev.hullmark.sensor.rule.RuleSet;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads the sensor, judges what it tells and writes it, until it is stopped, its time is over or nobody reads it. */
final class Observing {
    /** Between two looks at rings that were empty. */
    private static final long PAUSE_MILLIS = 20;

    private static final long COUNTS_EVERY = Duration.ofSeconds(10).toNanos();

    private final Naming naming;
    private final ChosenContainers chosen;
    private final RuleSet rules;
    private final boolean alerts;
    private final EventWriter writer;
    private final PrintStream out;

    /**
     * @param alerts whether only what a rule holds of is written, and losses
     * @param out what {@code writer} writes to
     */
    Observing(
            Naming naming,
            ChosenContainers chosen,
            RuleSet rules,
            boolean alerts,
            EventWriter writer,
            PrintStream out) {
        this.naming = naming;
        this.chosen = chosen;
        this.rules = rules;
        this.alerts = alerts;
        this.writer = writer;
        this.out = out;
    }

    /** @param duration for how long; empty: until it is stopped */
    void run(KernelSensor sensor, Optional<Duration> duration, BooleanSupplier stopped) {
        long start = System.nanoTime();
        long counted = start;
        while (!stopped.getAsBoolean() && !over(start, duration) && !out.checkError()) {
            int read = sensor.read(naming::accept);
            if (System.nanoTime() - counted > COUNTS_EVERY) {
                sensor.counts(naming::accept);
                counted = System.nanoTime();
            }
            naming.give(this::tell);
            if (read == 0) {
                pause();
            }
        }
        sensor.read(naming::accept);
        sensor.counts(naming::accept);
        naming.giveAll(this::tell);
        out.flush();
    }

    private static boolean over(long start, Optional<Duration> duration) {
        return duration.isPresent()
                && System.nanoTime() - start > duration.get().toNanos();
    }

    private void tell(Event event) {
        if (chosen.has(event.container())) {
            List<Rule> holding = rules.judge(event);
            if (!alerts || !holding.isEmpty() || event.what() instanceof What.Lost) {
                writer.write(event, holding);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
