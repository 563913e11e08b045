package dev.hullmark.cli;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineEnvironment;
import dev.hullmark.engine.EngineInfo;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import dev.hullmark.posture.container.ContainerReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "agent",
        description = "Tell a Hullmark server what runs on this Docker or Podman host, again and again: the containers,"
                + " which images they are of, and what checks say of them. See docs/agent.md.",
        footer = {
            "",
            "Examples:",
            "  sudo hullmark agent --server https://hullmark.example.com --token-file agent.token",
            "  sudo hullmark agent --server https://hullmark.example.com --token-file agent.token --scan",
            "  hullmark agent --server http://127.0.0.1:8080 --token-file agent.token --once"
        })
final class AgentCommand implements Callable<Integer> {
    static final Section SECTION = new Section(
            "agent",
            "What an agent tells, and how often",
            List.of(Property.of("name"), Property.of("every"), Property.of("scan")));

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Images read between one look and the next: looking must not wait for hours. */
    private static final int SCANS = 5;

    @Mixin
    private final ServerFlags server = new ServerFlags();

    @Option(names = "--name", paramLabel = "NAME", description = "What this host is called; default: its host name.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = TimeConverter.class,
            description = "From look to look; default: 60s.")
    private Duration every = Duration.ofSeconds(60);

    @Option(names = "--once", description = "Look once, tell it and end.")
    private boolean once;

    @Option(
            names = "--scan",
            description = "Read images that run here and that the server does not know, and send what they hold.")
    private boolean scan;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    /** Images that could not be read or sent are not tried again by this agent. */
    private final Set<String> tried = new HashSet<>();

    @Override
    public Integer call() {
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw new HullmarkException("--every is to be from 5s to 24h.");
        }
        ServerClient client =
                server.client().orElseThrow(() -> new HullmarkException("Name the server with --server."));
        try (client;
                Context context = Context.of(output.quiet())) {
            while (true) {
                try {
                    tell(client, context);
                } catch (HullmarkException e) {
                    if (once) {
                        throw e;
                    }
                    // The server or the engine is away: the next look may find both.
                    context.say(String.valueOf(e.getMessage()));
                }
                if (once) {
                    return ExitCode.DONE;
                }
                Thread.sleep(every);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.DONE;
        }
    }

    private void tell(ServerClient client, Context context) {
        EngineClient engine = EngineClient.connect(EngineEnvironment.ofProcess());
        EngineInfo info = engine.info();
        ContainerReader.Look look = ContainerReader.look(engine, Path.of("/proc"), List.of());
        AgentReport report = AgentReport.of(engine, info, look, every);
        String host = name.orElse(info.host()).replaceAll("[^A-Za-z0-9._-]", "-");
        JsonNode answer = client.post("/api/v1/agents/" + host, Map.of(), "application/json", report.json());
        if (once && !output.quiet()) {
            context.say("told the server of " + look.seen().size() + " containers of " + host + ".");
        }
        if (scan) {
            Set<String> unknown = new HashSet<>();
            answer.path("unknown").forEach(id -> unknown.add(id.asString("")));
            scan(client, report, unknown, context);
        }
    }

    /** An image that can't be read costs itself. */
    private void scan(ServerClient client, AgentReport report, Set<String> unknown, Context context) {
        int read = 0;
        for (AgentReport.Running running : report.containers()) {
            if (!unknown.contains(running.id()) || read == SCANS || !tried.add(running.imageId())) {
                continue;
            }
            read++;
            try {
                Inventory inventory = new Inventories(context).ofEngine(running.imageId());
                Map<String, String> about = new HashMap<>();
                about.put("source", "agent");
                about.put("config", running.imageId());
                Uploading.send(client, inventory, running.image(), about);
            } catch (HullmarkException e) {
                context.say("image " + running.image() + ": " + e.getMessage());
            }
        }
    }
}
