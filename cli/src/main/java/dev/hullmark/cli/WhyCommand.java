package dev.hullmark.cli;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.match.Why;
import dev.hullmark.model.Inventory;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        description = "Explain why a vulnerability is reported, or why it is not: the file, layer and build step, the"
                + " advisory, and each comparison of versions. The same for a rule about secrets, permissions,"
                + " licences or the image's privileges.",
        footer = {
            "",
            "Examples:",
            "  hullmark why CVE-2021-44228 ./image.tar",
            "  hullmark why GHSA-jfh8-c2jp-5v3q sbom:image.cdx.json",
            "  hullmark why private-key ./image.tar          a secret, by its rule",
            "  hullmark why setuid-file alpine:3.20",
            "  hullmark why runs-as-root alpine:3.20"
        })
final class WhyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "A CVE, GHSA, or any source's own id; or a rule's.")
    private String id = "";

    @Mixin
    private final SubjectOptions subject = new SubjectOptions();

    @Mixin
    private final KnowledgeOptions knowledge = new KnowledgeOptions();

    @Mixin
    private final LicenceOptions licences = new LicenceOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        Optional<WhyRule> rule = WhyRule.of(id);
        try (Context context = Context.of(output.quiet())) {
            Inventory inventory = new Inventories(context).of(subject, knowledge.offline(), rule.isPresent());
            if (rule.isPresent()) {
                print(rule.get().explain(inventory, licences.policy()), context);
                return ExitCode.DONE;
            }
            Knowledge known = Knowledge.of(inventory, knowledge, context);
            try (AdvisoryIndex index = known.index()) {
                print(Why.explain(id, inventory, index).lines(), context);
                Gaps.tell(context, known.coverage(), output.quiet());
                return ExitCode.DONE;
            }
        }
    }

    private void print(List<String> lines, Context context) {
        context.line().close();
        output.write(out -> {
            PrintStream text = new PrintStream(out, false, StandardCharsets.UTF_8);
            lines.forEach(line -> text.println(Terminal.clean(line)));
            text.flush();
        });
    }
}
