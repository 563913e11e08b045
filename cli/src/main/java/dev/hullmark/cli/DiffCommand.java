package dev.hullmark.cli;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.match.Ecosystems;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.FindingDelta;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.report.ReportReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
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
        name = "diff",
        description = "Compare two images, directories, SBOMs or JSON reports: packages and findings gained, lost and"
                + " changed. Both are judged by today's advisories; a report stands as it is.",
        footer = {
            "",
            "Examples:",
            "  hullmark diff shop:1 shop:2",
            "  hullmark diff sbom:released.cdx.json ./build.tar --format json",
            "  hullmark diff main.json branch.json       two reports of 'scan --format json'"
        })
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "The earlier one: a target, or a JSON report.")
    private String before = "";

    @Mixin
    private final SubjectOptions subject = new SubjectOptions();

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "table (the default) or json.")
    private TableOrJson format = TableOrJson.TABLE;

    @Option(names = "--all", description = "List everything in the table, however much.")
    private boolean all;

    /** @param report as it was read, when it is one */
    private record Side(Optional<Inventory> inventory, Optional<Report> report) {}

    @Override
    public Integer call() {
        try (Context context = Context.of(output.quiet())) {
            Side then = side(before, context);
            Side now = side(subject.target(), context);
            Set<String> needed = new TreeSet<>();
            then.inventory().ifPresent(i -> needed.addAll(Ecosystems.shards(i)));
            now.inventory().ifPresent(i -> needed.addAll(Ecosystems.shards(i)));
            Knowledge known = Knowledge.of(needed, knowledge, context);
            try (AdvisoryIndex index = known.index()) {
                Difference difference = difference(then, now, new Knowledge(index, known.coverage()));
                context.line().close();
                output.write(out -> {
                    if (format == TableOrJson.JSON) {
                        DiffJson.write(difference, out);
                    } else {
                        DiffTable.write(difference, all, out);
                    }
                });
                return ExitCode.DONE;
            }
        }
    }

    private Side side(String target, Context context) {
        Optional<Path> file = file(target);
        if (file.isPresent() && ReportReader.recognises(file.get())) {
            return new Side(Optional.empty(), Optional.of(ReportReader.read(file.get())));
        }
        return new Side(
                Optional.of(new Inventories(context).of(target, subject, knowledge.offline(), false)),
                Optional.empty());
    }

    private static Optional<Path> file(String target) {
        try {
            return Optional.of(Path.of(target));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Difference difference(Side then, Side now, Knowledge known) {
        Report old = report(then, known);
        Report fresh = report(now, known);
        List<String> gaps = new ArrayList<>();
        gaps(old, gaps);
        gaps(fresh, gaps);
        Optional<PackageDelta> packages =
                then.inventory().isPresent() && now.inventory().isPresent()
                        ? Optional.of(PackageDelta.of(
                                then.inventory().get(), now.inventory().get()))
                        : Optional.empty();
        return new Difference(old, fresh, packages, FindingDelta.of(old.findings(), fresh.findings()), gaps);
    }

    private static Report report(Side side, Knowledge known) {
        return side.report().orElseGet(() -> ScanCommand.report(side.inventory().orElseThrow(), known));
    }

    private static void gaps(Report report, List<String> gaps) {
        for (Coverage c : report.coverage()) {
            if (c.status() == Coverage.Status.NONE || c.status() == Coverage.Status.PARTIAL) {
                gaps.add(report.subject().name() + ": " + c.what() + ", " + c.reason());
            }
        }
    }
}
