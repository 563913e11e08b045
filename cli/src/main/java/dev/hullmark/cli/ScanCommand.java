package dev.hullmark.cli;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.advisories.Feed;
import dev.hullmark.match.Ecosystems;
import dev.hullmark.match.Matcher;
import dev.hullmark.match.Verdict;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.report.FeedAge;
import dev.hullmark.report.Gate;
import dev.hullmark.report.GatePolicy;
import dev.hullmark.report.GateResult;
import dev.hullmark.report.Outcome;
import dev.hullmark.report.ReportFormat;
import dev.hullmark.report.ReportFormats;
import dev.hullmark.report.ReportOptions;
import dev.hullmark.report.Waivers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "scan",
        description = "Find what is inside and judge it by the known vulnerabilities and malicious packages.",
        footer = {
            "",
            "Examples:",
            "  hullmark scan alpine:3.20                     an image by name",
            "  hullmark scan ./image.tar                     docker save, OCI archive",
            "  hullmark scan dir:/                           this machine",
            "  hullmark scan IMAGE --fail-on high            gate a pipeline",
            "  hullmark scan IMAGE -f sarif -o out.sarif     for code scanning",
            "  hullmark scan sbom:app.cdx.json --offline     without image and network"
        })
final class ScanCommand implements Callable<Integer> {
    static final Section SECTION = new Section(
            "scan",
            "What only scans have",
            List.of(Property.of("format"), Property.path("waivers"), Property.of("all")));

    @Mixin
    private final SubjectOptions subject = new SubjectOptions();

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Mixin
    private final GateOptions gate = new GateOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (the default), json, sarif, cyclonedx or spdx.")
    private String format = "table";

    @Option(names = "--waivers", paramLabel = "FILE", description = "Accepted risks, a YAML file; see docs/waivers.md.")
    private Optional<Path> waivers = Optional.empty();

    @Option(names = "--all", description = "Show every finding in the table, however many.")
    private boolean all;

    @Override
    public Integer call() {
        // What the user got wrong is told before the long work.
        ReportFormat chosen = ReportFormats.named(format);
        GatePolicy policy = gate.policy();
        Optional<Waivers> waived = waivers.map(Waivers::read);
        try (Context context = Context.of(output.quiet())) {
            Inventory inventory = new Inventories(context).of(subject, knowledge.offline());
            Knowledge known = Knowledge.of(inventory, knowledge, context);
            Instant now = Instant.now();
            try (AdvisoryIndex index = known.index()) {
                Report judged = report(inventory, known);
                Report report = waived.map(w -> w.apply(judged, LocalDate.ofInstant(now, ZoneOffset.UTC)))
                        .orElse(judged);
                GateResult result = Gate.judge(report, Ecosystems.shards(inventory), ages(index), policy, now);
                Outcome outcome = new Outcome(report, inventory, policy.failOn().map(severity -> result), now);
                context.line().close();
                ReportOptions options =
                        new ReportOptions(context.terminal().width(), output.colour(context.terminal()), all);
                output.write(out -> chosen.write(outcome, options, out));
                if (!format.equals("table")) {
                    tell(context, report, result);
                }
                return result.exitCode();
            }
        }
    }

    private static Report report(Inventory inventory, Knowledge known) {
        Verdict verdict = Matcher.match(inventory, known.index());
        List<Coverage> coverage = new ArrayList<>(verdict.coverage());
        coverage.addAll(known.coverage());
        coverage.addAll(inventory.coverage());
        Report.Scanner scanner =
                new Report.Scanner(Version.TEXT, known.index().digest(), updated(known.index(), inventory));
        return new Report(
                inventory.subject(), scanner, coverage, inventory.packages().size(), verdict.findings());
    }

    /** The age of the oldest feed that was needed: the verdict is no newer than that. */
    private static String updated(AdvisoryIndex index, Inventory inventory) {
        Set<String> needed = Ecosystems.shards(inventory);
        return index.feeds().stream()
                .filter(feed -> needed.contains(feed.name()) && feed.whole())
                .map(Feed::confirmed)
                .min(Instant::compareTo)
                .map(Instant::toString)
                .orElse("");
    }

    private static List<FeedAge> ages(AdvisoryIndex index) {
        return index.feeds().stream()
                .filter(feed -> feed.origin() != Feed.Origin.RECORDS)
                .map(feed -> new FeedAge(feed.name(), feed.origin() == Feed.Origin.STARTER, feed.confirmed()))
                .toList();
    }

    /** The table says these itself. */
    private void tell(Context context, Report report, GateResult result) {
        Gaps.tell(context, report.coverage(), output.quiet());
        result.violations().forEach(context::say);
        result.gaps().forEach(context::say);
    }
}
