package dev.hullmark.cli;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.match.Advice;
import dev.hullmark.match.Advisor;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "advise",
        description = "Tell what to change: the fewest upgrades that remove the most findings, checked by judging the"
                + " changed inventory.",
        footer = {
            "",
            "Examples:",
            "  hullmark advise shop:1",
            "  hullmark advise ./image.tar --top 5",
            "  hullmark advise sbom:app.cdx.json --format json"
        })
final class AdviseCommand implements Callable<Integer> {
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

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "25",
            description = "How many changes the table lists; default: 25.")
    private int top = 25;

    @Override
    public Integer call() {
        try (Context context = Context.of(output.quiet())) {
            Inventory inventory = new Inventories(context).of(subject, knowledge.offline());
            Knowledge known = Knowledge.of(inventory, knowledge, context);
            try (AdvisoryIndex index = known.index()) {
                Advice advice = Advisor.advise(inventory, index);
                Report judged = ScanCommand.report(inventory, known);
                List<Coverage> gaps = gaps(judged);
                context.line().close();
                output.write(out -> {
                    if (format == TableOrJson.JSON) {
                        AdviceJson.write(inventory, judged, advice, gaps, out);
                    } else {
                        AdviceTable.write(inventory, advice, gaps, Math.max(1, top), out);
                    }
                });
                return ExitCode.DONE;
            }
        }
    }

    private static List<Coverage> gaps(Report report) {
        List<Coverage> gaps = new ArrayList<>();
        for (Coverage c : report.coverage()) {
            if (c.status() == Coverage.Status.NONE || c.status() == Coverage.Status.PARTIAL) {
                gaps.add(c);
            }
        }
        return gaps;
    }
}
