package dev.hullmark.cli;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineEnvironment;
import dev.hullmark.engine.EngineInfo;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.container.ContainerFindings;
import dev.hullmark.posture.container.ContainerReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "containers",
        description = "Check what runs: CIS Docker section 5, who is root in fact, what is reachable from outside, what"
                + " was patched in place or is outdated. Reads only; root sees more. See docs/containers.md.",
        footer = {
            "",
            "Examples:",
            "  sudo hullmark check containers                every running container",
            "  hullmark check containers web db --fail-on high",
            "  hullmark check containers --kinds privilege -f json",
            "  hullmark check containers --watch --interval 10s",
            "  hullmark check containers --watch --statsd 127.0.0.1:8125 -q"
        })
final class CheckContainersCommand implements Callable<Integer> {
    static final Section SECTION = new Section(
            "containers",
            "Where checks of containers send what they see",
            List.of(Property.of("statsd"), Property.of("hostname"), Property.of("interval")));

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Containers, by name or id; default: all that run.")
    private List<String> names = List.of();

    @Option(names = "--watch", description = "Look again and again; say once what began, and once what ended.")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = TimeConverter.class,
            description = "With --watch: from look to look; default: 10s.")
    private Duration interval = Duration.ofSeconds(10);

    @Option(
            names = "--statsd",
            paramLabel = "HOST:PORT",
            description = "Send what lasts as StatsD by UDP, after each look; cnitch's metric among them.")
    private Optional<String> statsd = Optional.empty();

    @Option(names = "--hostname", paramLabel = "NAME", description = "StatsD's tag host; default: the engine's host.")
    private Optional<String> hostname = Optional.empty();

    @Mixin
    private final CheckOptions check = new CheckOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    private Optional<ContainerView> view = Optional.empty();

    @Override
    public Integer call() {
        Checked.Asked asked =
                check.asked(Map.of("table", (outcome, options, out) -> shown().table(outcome, options, out)));
        if (watch) {
            refuse(asked.policy().failOn().isPresent(), "--fail-on");
            refuse(!output.toStandardOutput(), "--output");
            refuse(asked.waivers().isPresent(), "--waivers");
            refuse(!List.of("table", "json").contains(check.format()), "--format " + check.format());
            refuse(interval.isZero(), "--interval 0s");
        }
        try (Context context = Context.of(output.quiet())) {
            context.progress().report("looking at the running containers", 0, 0);
            EngineClient client = EngineClient.connect(EngineEnvironment.ofProcess());
            EngineInfo engine = client.info();
            Optional<Statsd> sink = statsd.map(server -> new Statsd(server, hostname.orElse(engine.host())));
            try {
                if (watch) {
                    new ContainerWatch(this::look, sink, check.format().equals("json"), context)
                            .run(client, interval, asked.policy().kinds());
                }
                return once(client, engine, sink, asked, context);
            } finally {
                sink.ifPresent(Statsd::close);
            }
        }
    }

    /** Formats are chosen before there is something to show. */
    private ContainerView shown() {
        return view.orElseThrow();
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw new HullmarkException("--watch does not go with " + option
                    + ": it prints lines, or JSON lines, until it" + " is stopped.");
        }
    }

    private ContainerReader.Look look(EngineClient client) {
        return ContainerReader.look(client, Path.of("/proc"), names);
    }

    private int once(
            EngineClient client, EngineInfo engine, Optional<Statsd> sink, Checked.Asked asked, Context context) {
        ContainerReader.Look look = look(client);
        view = Optional.of(new ContainerView(look));
        if (!look.unknown().isEmpty()) {
            throw new HullmarkException(
                    "No container runs as " + String.join(", ", look.unknown()) + "; see docker ps.");
        }
        ContainerFindings found = ContainerFindings.of(look);
        sink.map(s -> s.send(look, found.findings()))
                .filter(why -> !why.isEmpty())
                .ifPresent(context::say);
        Checked checked = new Checked(new Subject(
                "containers", engine.host(), "", (client.podman() ? "Podman " : "Docker ") + engine.version()));
        found.findings().forEach(checked::add);
        found.coverage().forEach(checked::add);
        if (look.seen().isEmpty() && look.notSeen().isEmpty()) {
            context.say("no container is running: nothing was checked.");
        }
        return checked.finish(asked, output, context);
    }
}
