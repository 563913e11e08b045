package dev.hullmark.cli;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.match.Changes;
import dev.hullmark.match.Ecosystems;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Report;
import dev.hullmark.report.FeedAge;
import dev.hullmark.report.Gate;
import dev.hullmark.report.GatePolicy;
import dev.hullmark.report.GateResult;
import dev.hullmark.report.Since;
import dev.hullmark.report.Waivers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rejudge",
        description = "Judge every stored inventory again by today's advisories and tell what changed since last time,"
                + " and why. 'scan' stores what it scans; no image is opened again.",
        footer = {
            "",
            "Examples:",
            "  hullmark rejudge                           all of them",
            "  hullmark rejudge registry/shop:1           only this one",
            "  hullmark rejudge --fail-on 'kev or high'   exit code 1 when something new is",
            "",
            "A systemd timer and a cron line: docs/rejudge.md."
        })
final class RejudgeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Names of the subjects; without one, all.")
    private List<String> names = List.of();

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Mixin
    private final GateOptions gate = new GateOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--waivers", paramLabel = "FILE", description = "Accepted risks; see docs/waivers.md.")
    private Optional<Path> waivers = Optional.empty();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "table (the default) or json.")
    private TableOrJson format = TableOrJson.TABLE;

    @Override
    public Integer call() throws IOException {
        GatePolicy policy = gate.policy();
        Optional<Waivers> waived = waivers.map(Waivers::read);
        try (Context context = Context.of(output.quiet())) {
            InventoryStore store = InventoryStore.in(context.home().inventories());
            List<String> troubles = new ArrayList<>();
            List<InventoryStore.Stored> stored = read(store, troubles);
            Set<String> needed = new TreeSet<>();
            stored.forEach(s -> needed.addAll(Ecosystems.shards(s.inventory())));
            Knowledge known = Knowledge.of(needed, knowledge, context);
            List<Rejudged> all = new ArrayList<>();
            try (AdvisoryIndex index = known.index()) {
                for (InventoryStore.Stored one : stored) {
                    Report judged = ScanCommand.report(one.inventory(), known);
                    all.add(rejudged(one, judged, index, policy, waived));
                    // A scan in between has the last word; this verdict was right for what was stored.
                    store.replace(one, judged);
                }
            }
            context.line().close();
            output.write(out -> {
                if (format == TableOrJson.JSON) {
                    RejudgeJson.write(all, out);
                } else {
                    RejudgeTable.write(all, out);
                }
            });
            Gaps.tell(context, known.coverage(), output.quiet());
            return exitCode(all, troubles, context);
        }
    }

    private List<InventoryStore.Stored> read(InventoryStore store, List<String> troubles) throws IOException {
        List<InventoryStore.Stored> stored = new ArrayList<>();
        Set<String> wanted = new HashSet<>(names);
        for (Path file : store.files()) {
            try {
                store.read(file)
                        .filter(s -> names.isEmpty()
                                || names.contains(s.inventory().subject().name()))
                        .ifPresent(s -> {
                            stored.add(s);
                            wanted.remove(s.inventory().subject().name());
                        });
            } catch (HullmarkException e) {
                troubles.add(String.valueOf(e.getMessage()));
            }
        }
        if (!wanted.isEmpty()) {
            throw new HullmarkException("no inventory is stored for '" + String.join("', '", new TreeSet<>(wanted))
                    + "'; scan it first, or say --store-as when you do");
        }
        if (stored.isEmpty() && troubles.isEmpty()) {
            throw new HullmarkException("no inventory is stored; 'hullmark scan IMAGE' stores what it scans");
        }
        stored.sort(Comparator.comparing(
                        (InventoryStore.Stored s) -> s.inventory().subject().name())
                .thenComparing(s -> s.file().toString()));
        return stored;
    }

    private static Rejudged rejudged(
            InventoryStore.Stored one,
            Report judged,
            AdvisoryIndex index,
            GatePolicy policy,
            Optional<Waivers> waivers) {
        Instant now = Instant.now();
        Report report = waivers.map(w -> w.apply(judged, LocalDate.ofInstant(now, ZoneOffset.UTC)))
                .orElse(judged);
        Since since = Since.of("last time", one.verdict().findings(), report.findings());
        List<FeedAge> ages = ScanCommand.ages(index);
        GateResult result =
                Gate.judge(report, Ecosystems.shards(one.inventory()), ages, policy, now, Optional.of(since));
        List<Coverage> gaps = new ArrayList<>();
        for (Coverage c : report.coverage()) {
            if (c.status() == Coverage.Status.NONE && c.what().indexOf(':') < 0) {
                gaps.add(c);
            }
        }
        return new Rejudged(
                one.inventory().subject(),
                report,
                Changes.of(one.verdict(), report, index),
                gaps,
                policy.failOn().isPresent() ? Optional.of(result) : Optional.empty());
    }

    /** A violation is certain, whatever else could not be judged. */
    private int exitCode(List<Rejudged> all, List<String> troubles, Context context) {
        int worst = ExitCode.DONE;
        for (Rejudged one : all) {
            if (one.gate().isPresent()) {
                GateResult result = one.gate().get();
                result.violations().forEach(v -> context.say(one.subject().name() + ": " + v));
                result.gaps().forEach(g -> context.say(one.subject().name() + ": " + g));
                boolean worse = result.exitCode() == ExitCode.VIOLATED || worst == ExitCode.DONE;
                worst = worse && result.exitCode() != ExitCode.DONE ? result.exitCode() : worst;
            }
        }
        troubles.forEach(context::say);
        return worst == ExitCode.DONE && !troubles.isEmpty() ? ExitCode.FAILED : worst;
    }
}
