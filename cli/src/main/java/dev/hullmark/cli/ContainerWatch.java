package dev.hullmark.cli;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineEnvironment;
import dev.hullmark.model.Finding;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.container.ContainerFindings;
import dev.hullmark.posture.container.ContainerReader;
import dev.hullmark.posture.container.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Looks until it is stopped or nobody reads it, and prints a line, or a JSON line, for what began and what ended. */
final class ContainerWatch {
    private static final JsonMapper JSON = new JsonMapper();

    private final Function<EngineClient, ContainerReader.Look> look;
    private final Optional<Statsd> statsd;
    private final boolean json;
    private final Context context;
    private final Watch watch = new Watch();
    private final Set<String> complained = new HashSet<>();

    ContainerWatch(
            Function<EngineClient, ContainerReader.Look> look, Optional<Statsd> statsd, boolean json, Context context) {
        this.look = look;
        this.statsd = statsd;
        this.json = json;
        this.context = context;
    }

    /** @param kinds that are told */
    void run(EngineClient first, Duration interval, Set<Finding.Kind> kinds) {
        EngineClient client = first;
        context.line().close();
        for (long next = System.nanoTime(); ; next = Math.max(next + interval.toNanos(), System.nanoTime())) {
            if (!pause(next)) {
                return;
            }
            Set<String> troubles = new HashSet<>();
            try {
                look(client, kinds, troubles);
            } catch (HullmarkException e) {
                troubles.add(String.valueOf(e.getMessage()));
                client = again(client);
            }
            complain(troubles);
            if (System.out.checkError()) {
                return;
            }
        }
    }

    private static boolean pause(long until) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The engine may have come back in another version. */
    private static EngineClient again(EngineClient client) {
        try {
            return EngineClient.connect(EngineEnvironment.ofProcess());
        } catch (HullmarkException e) {
            return client;
        }
    }

    private void look(EngineClient client, Set<Finding.Kind> kinds, Set<String> troubles) {
        ContainerReader.Look seen = look.apply(client);
        ContainerFindings found = ContainerFindings.of(seen);
        for (Watch.Change change : watch.next(found)) {
            if (kinds.contains(change.finding().kind())) {
                System.out.println(json ? jsonLine(change) : line(change));
            }
        }
        troubles.addAll(seen.notSeen());
        seen.unknown().forEach(name -> troubles.add("no container runs as " + name + "."));
        for (ContainerReader.Seen one : seen.seen()) {
            one.live().gaps().forEach(gap -> troubles.add(one.container().name() + ": " + gap + "."));
        }
        statsd.map(s -> s.send(seen, watch.standing()))
                .filter(why -> !why.isEmpty())
                .ifPresent(troubles::add);
    }

    /** Each trouble once, and once that it is over. */
    private void complain(Set<String> troubles) {
        for (String trouble : troubles) {
            if (complained.add(trouble)) {
                context.say(trouble);
            }
        }
        if (troubles.isEmpty() && !complained.isEmpty()) {
            context.say("all containers are seen whole again.");
            complained.clear();
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String line(Watch.Change change) {
        Finding f = change.finding();
        String severity = f.severity().text().toUpperCase(Locale.ROOT);
        return Terminal.sentence(now() + (change.began() ? "  began  " : "  ended  ") + severity
                + " ".repeat(Math.max(1, 10 - severity.length())) + f.id() + "  " + f.title());
    }

    private static String jsonLine(Watch.Change change) {
        Finding f = change.finding();
        ObjectNode line = JSON.createObjectNode();
        line.put("schema", "hullmark/watch/1");
        line.put("time", now());
        line.put("event", change.began() ? "began" : "ended");
        line.put("key", f.key());
        line.put("id", f.id());
        line.put("kind", f.kind().text());
        line.put("severity", f.severity().text());
        line.put("container", f.subject().map(Subject::name).orElse(""));
        line.put("image", f.subject().map(Subject::source).orElse(""));
        line.put("title", f.title());
        line.put("remediation", f.remediation());
        return line.toString();
    }
}
