package dev.hullmark.cli;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.match.Advice;
import dev.hullmark.match.Advisor;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.posture.privilege.PrivilegeAdvice;
import dev.hullmark.posture.privilege.Shown;
import dev.hullmark.profile.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "advise",
        description = "Tell what to change: the fewest upgrades that remove the most findings, checked by judging the"
                + " changed inventory; and of an image whether it needs root, why, and the settings to start it with.",
        footer = {
            "",
            "Examples:",
            "  hullmark advise shop:1",
            "  hullmark advise ./image.tar --top 5",
            "  hullmark advise sbom:app.cdx.json --format json",
            "  hullmark advise shop:1 --kinds privilege   only what it needs of root",
            "  hullmark advise dockerfile:Dockerfile      before anything is built",
            "  sudo hullmark advise container:web --kinds privilege",
            "  hullmark advise docker:shop:1 --kinds privilege --prove",
            "  hullmark advise docker:shop:1 --minimal --probe-url http://shop:8080/health"
        })
final class AdviseCommand implements Callable<Integer> {
    /** No image yet: it holds no packages that could be upgraded. */
    private static final String DOCKERFILE = "dockerfile:";

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

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "What to advise on: vulnerability, privilege; default: both.")
    private List<Kind> kinds = List.of();

    @Mixin
    private final ProveOptions prove = new ProveOptions();

    @Override
    public Integer call() {
        for (Kind kind : kinds) {
            if (kind != Kind.VULNERABILITY && kind != Kind.PRIVILEGE) {
                throw new HullmarkException("there is advice on vulnerability and privilege, not on " + kind.text());
            }
        }
        try (Context context = Context.of(output.quiet())) {
            String target = subject.target();
            boolean file = target.startsWith(DOCKERFILE);
            AdviceTarget what = file
                    ? AdviceTarget.dockerfile(target.substring(DOCKERFILE.length()))
                    : AdviceTarget.of(new Inventories(context).of(subject, knowledge.offline()), target);
            Inventory inventory = what.inventory();
            Optional<PrivilegeAdvice> privilege =
                    asked(Kind.PRIVILEGE) ? what.advice(Optional.empty()) : Optional.empty();
            if (asked(Kind.VULNERABILITY) && !file) {
                return both(inventory, privilege.map(advice -> proved(what, advice, context)), context);
            }
            if (privilege.isEmpty()) {
                throw new HullmarkException("'" + inventory.subject().name()
                        + "' is no image of Linux whose configuration is known: there is no user to advise on");
            }
            write(inventory, Optional.empty(), privilege.map(advice -> proved(what, advice, context)), context);
            return ExitCode.DONE;
        }
    }

    /** The advice and, if asked for, what came of it on an engine: what that showed is the advice then. */
    private ProvedAdvice proved(AdviceTarget target, PrivilegeAdvice advice, Context context) {
        if (!prove.asked()) {
            return new ProvedAdvice(target.image(), advice, Optional.empty());
        }
        Proof proof = prove.prove(target.inventory(), advice, context);
        return new ProvedAdvice(
                target.image(), target.advice(Optional.of(shown(proof))).orElse(advice), Optional.of(proof));
    }

    private static Shown shown(Proof proof) {
        boolean otherUser = proof.found() && !proof.settings().user().isEmpty();
        String broke = proof.outcome() == Proof.Outcome.BREAKS && !otherUser ? proof.reason() : "";
        return new Shown(proof.settings(), broke, proof.lowPorts());
    }

    private boolean asked(Kind kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    private int both(Inventory inventory, Optional<ProvedAdvice> privilege, Context context) {
        Knowledge known = Knowledge.of(inventory, knowledge, context);
        try (AdvisoryIndex index = known.index()) {
            Advice advice = Advisor.advise(inventory, index);
            Report judged = ScanCommand.report(inventory, known);
            write(inventory, Optional.of(new AdviceJson.Changes(judged, advice, gaps(judged))), privilege, context);
            return ExitCode.DONE;
        }
    }

    private void write(
            Inventory inventory,
            Optional<AdviceJson.Changes> changes,
            Optional<ProvedAdvice> privilege,
            Context context) {
        context.line().close();
        output.write(out -> {
            if (format == TableOrJson.JSON) {
                AdviceJson.write(inventory, changes, privilege, out);
                return;
            }
            if (privilege.isPresent()) {
                PrivilegeTable.write(privilege.get(), out);
            }
            if (changes.isPresent()) {
                if (privilege.isPresent()) {
                    out.write('\n');
                }
                AdviceJson.Changes c = changes.get();
                AdviceTable.write(inventory, c.advice(), c.gaps(), Math.max(1, top), out);
            }
        });
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
