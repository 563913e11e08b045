package dev.hullmark.cli;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineEnvironment;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.sensor.KernelSensor;
import dev.hullmark.sensor.SensorPrograms;
import dev.hullmark.sensor.Watched;
import dev.hullmark.sensor.container.EngineContainers;
import dev.hullmark.sensor.event.Naming;
import dev.hullmark.sensor.program.Policy;
import dev.hullmark.sensor.rule.RuleSet;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "observe",
        description =
                "Tell what containers do: programs, connections, DNS, capabilities, files, system calls; and stop what"
                        + " is not from the image. Needs root and a kernel of 5.8 or newer with BTF. See docs/observe.md.",
        footer = {
            "",
            "Examples:",
            "  sudo hullmark observe                          every container, until Ctrl-C",
            "  sudo hullmark observe web --all                all events of one container",
            "  sudo hullmark observe -f jsonl --for 10m >events.jsonl",
            "  sudo hullmark observe --alerts --rules ours.yaml",
            "  sudo hullmark observe --on-drift kill          programs that are not the image's die at once",
            "  sudo hullmark observe --release                end the enforcement that a killed sensor left",
            "  hullmark observe --coverage                    what is seen, and what is not",
            "  sudo hullmark observe --explain-programs       the programs in the kernel, instruction by instruction"
        })
final class ObserveCommand implements Callable<Integer> {
    static final Section SECTION = new Section(
            "observe",
            "What the sensor tells, and what it does about programs that are not the image's",
            List.of(
                    Property.of("on-drift"),
                    Property.of("keep"),
                    Property.of("format"),
                    Property.of("all"),
                    Property.of("rules"),
                    Property.of("without-rule"),
                    Property.of("alerts")));

    /** What is done about a program or library that is not the image's. */
    enum OnDrift {
        ALERT,
        KILL;

        Policy policy() {
            return this == KILL ? Policy.KILL : Policy.ALERT;
        }
    }

    /** How events are written. */
    enum Format {
        TABLE,
        JSONL
    }

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Containers, by name or id; default: all.")
    private List<String> names = List.of();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table: lines to read; jsonl: a JSON object a line, all events; default: table.")
    private Format format = Format.TABLE;

    @Option(
            names = "--all",
            description = "In the table, also files that are opened and mapped, and processes that end.")
    private boolean all;

    @Option(
            names = "--on-drift",
            paramLabel = "ACTION",
            defaultValue = "alert",
            description =
                    "About programs and libraries that are not the image's: alert, or kill the process before it runs"
                            + " any of it; default: alert.")
    private OnDrift onDrift = OnDrift.ALERT;

    @Option(names = "--keep", description = "Leave the enforcement in place at the end; observe --release ends it.")
    private boolean keep;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "End after this time; default: when it is stopped.")
    private Optional<Duration> duration = Optional.empty();

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description =
                    "Rules of your own, beside the built-in ones; may be given more than once. See docs/rules.md.")
    private List<Path> ruleFiles = List.of();

    @Option(names = "--without-rule", paramLabel = "ID", description = "Leave a rule out; may be given more than once.")
    private List<String> withoutRules = List.of();

    @Option(names = "--alerts", description = "Only events that a rule holds of.")
    private boolean alerts;

    @Option(names = "--list-rules", description = "Print the rules, and exit.")
    private boolean listRules;

    @Option(names = "--release", description = "End the enforcement that a killed or kept sensor left, and exit.")
    private boolean release;

    @Option(names = "--coverage", description = "Print what is seen on this machine and what is not, and exit.")
    private boolean coverage;

    @Option(
            names = "--explain-programs",
            description = "Print the programs in the kernel and what its verifier says, and exit.")
    private boolean explain;

    @Override
    public Integer call() {
        if (explain) {
            System.out.print(SensorPrograms.explained());
            return ExitCode.DONE;
        }
        if (coverage) {
            System.out.print(SensorPrograms.coverage());
            return ExitCode.DONE;
        }
        RuleSet rules = rules();
        if (listRules) {
            rules.all()
                    .forEach(rule -> System.out.printf(
                            "%-24s %-9s %s%n", rule.id(), rule.severity().text(), rule.title()));
            return ExitCode.DONE;
        }
        if (release) {
            return release();
        }
        if (keep && onDrift == OnDrift.ALERT) {
            throw new HullmarkException("--keep leaves enforcement in place, and --on-drift alert enforces nothing.");
        }
        return observe(rules);
    }

    private RuleSet rules() {
        RuleSet rules = RuleSet.builtIn();
        for (Path file : ruleFiles) {
            try {
                rules = rules.with(Files.readString(file), file.toString());
            } catch (IOException e) {
                throw new HullmarkException("Cannot read the rules in " + file + ".", e);
            }
        }
        return rules.without(withoutRules);
    }

    private static int release() {
        List<Path> pinned = KernelSensor.pinned();
        pinned.forEach(KernelSensor::unpin);
        System.err.println(
                pinned.isEmpty() ? "hullmark: no enforcement is in place." : "hullmark: the enforcement has ended.");
        return ExitCode.DONE;
    }

    private int observe(RuleSet rules) {
        try (var stop = new StopSignal(Duration.ofSeconds(5));
                var out = new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                        false,
                        StandardCharsets.UTF_8);
                var engine = new EngineContainers(() -> EngineClient.connect(EngineEnvironment.ofProcess()))) {
            KernelSensor sensor = SensorPrograms.start(Watched.builtIn(), onDrift.policy(), engine);
            try {
                if (onDrift != OnDrift.ALERT) {
                    sensor.pin();
                }
                say(sensor);
                EventWriter writer = format == Format.JSONL ? new EventJson(out) : new EventLines(out, all);
                new Observing(new Naming(engine), new ChosenContainers(names), rules, alerts, writer, out)
                        .run(sensor, duration, stop::asked);
                return ExitCode.DONE;
            } finally {
                if (keep) {
                    sensor.leave();
                } else {
                    sensor.close();
                }
            }
        }
    }

    private void say(KernelSensor sensor) {
        System.err.println("hullmark: watching "
                + (names.isEmpty() ? "every container" : String.join(", ", names))
                + (onDrift == OnDrift.KILL ? "; what is not the image's is killed" : "") + ".");
        sensor.missing().forEach(what -> System.err.println("hullmark: not seen: " + what + "."));
    }
}
