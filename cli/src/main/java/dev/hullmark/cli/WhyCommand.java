package dev.hullmark.cli;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.match.Why;
import dev.hullmark.model.Inventory;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        description = "Explain why a vulnerability is reported, or why it is not: the file, layer and build step, the"
                + " advisory, and each comparison of versions.",
        footer = {
            "",
            "Examples:",
            "  hullmark why CVE-2021-44228 ./image.tar",
            "  hullmark why GHSA-jfh8-c2jp-5v3q sbom:image.cdx.json"
        })
final class WhyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "A CVE, GHSA, or any source's own id.")
    private String id = "";

    @Mixin
    private final SubjectOptions subject = new SubjectOptions();

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        try (Context context = Context.of(output.quiet())) {
            Inventory inventory = new Inventories(context).of(subject, knowledge.offline());
            Knowledge known = Knowledge.of(inventory, knowledge, context);
            try (AdvisoryIndex index = known.index()) {
                List<String> lines = Why.explain(id, inventory, index).lines();
                context.line().close();
                output.write(out -> {
                    PrintStream text = new PrintStream(out, false, StandardCharsets.UTF_8);
                    lines.forEach(line -> text.println(Terminal.clean(line)));
                    text.flush();
                });
                Gaps.tell(context, known.coverage(), output.quiet());
                return ExitCode.DONE;
            }
        }
    }
}
