package dev.hullmark.cli;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Secret;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.Outcome;
import dev.hullmark.posture.SecretFindings;
import dev.hullmark.posture.dockerfile.Dockerfile;
import dev.hullmark.posture.dockerfile.DockerfileRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dockerfile",
        description = "Check Dockerfiles before anything is built: who the image runs as, secrets, what is fetched"
                + " unverified, what is left behind. The rules: docs/dockerfile.md.",
        footer = {
            "",
            "Examples:",
            "  hullmark check dockerfile Dockerfile",
            "  hullmark check dockerfile Dockerfile --fail-on high",
            "  hullmark check dockerfile Dockerfile --target test",
            "  hullmark check dockerfile */Dockerfile -f sarif -o out.sarif",
            "  generate | hullmark check dockerfile -"
        })
final class CheckDockerfileCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Dockerfiles, or directories that hold one; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--target",
            paramLabel = "STAGE",
            defaultValue = "",
            description = "The stage that is built, by name or number; default: the last.")
    private String target = "";

    @Option(names = "--build-arg", paramLabel = "NAME=VALUE", description = "A build argument, as docker build has it.")
    private Map<String, String> buildArgs = new LinkedHashMap<>();

    @Mixin
    private final CheckOptions check = new CheckOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        Checked.Asked asked = check.asked();
        try (Context context = Context.of(output.quiet())) {
            String name = files.size() == 1 ? files.getFirst() : files.size() + " Dockerfiles";
            Checked checked = new Checked(new Subject("dockerfile", name, "", "dockerfile"));
            List<List<Outcome>> outcomes = new ArrayList<>();
            List<String> failed = new ArrayList<>();
            for (String file : files) {
                try {
                    outcomes.add(one(DockerfileSource.read(file), checked));
                } catch (HullmarkException e) {
                    failed.add(String.valueOf(e.getMessage()));
                }
            }
            failed.forEach(context::say);
            if (outcomes.isEmpty()) {
                return ExitCode.FAILED;
            }
            coverage(outcomes).forEach(checked::add);
            int exitCode = checked.finish(asked, output, context);
            return exitCode == ExitCode.DONE && !failed.isEmpty() ? ExitCode.FAILED : exitCode;
        }
    }

    private List<Outcome> one(DockerfileSource source, Checked checked) {
        Dockerfile file = source.parse(buildArgs, target);
        List<Outcome> outcomes = DockerfileRules.judge(file, source.path(), source.ignoreFile());
        Set<Integer> told = new HashSet<>();
        for (Outcome outcome : outcomes) {
            for (Finding finding : outcome.findings()) {
                checked.add(finding);
                if (finding.kind() == Finding.Kind.SECRET) {
                    finding.evidence().stream().map(Evidence::line).forEach(told::add);
                }
            }
        }
        // What has a credential's form is found whatever its name; a line tells of its secret once.
        List<Secret> secrets = source.secrets().stream()
                .filter(secret -> !told.contains(secret.evidence().line()))
                .toList();
        SecretFindings.of(secrets).forEach(checked::add);
        DockerfileRules.gap(file, source.path()).ifPresent(checked::add);
        return outcomes;
    }

    /** Of several files a rule is complete when it was so in each. */
    private static List<Coverage> coverage(List<List<Outcome>> files) {
        Map<String, Coverage> worst = new LinkedHashMap<>();
        for (List<Outcome> outcomes : files) {
            for (Outcome outcome : outcomes) {
                worst.merge(
                        outcome.rule().id(),
                        outcome.coverage(),
                        (a, b) -> a.status() == Coverage.Status.COMPLETE ? b : a);
            }
        }
        return List.copyOf(worst.values());
    }
}
