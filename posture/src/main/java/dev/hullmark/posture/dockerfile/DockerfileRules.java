package dev.hullmark.posture.dockerfile;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.posture.Outcome;
import dev.hullmark.posture.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges a Dockerfile by every rule. Pure. */
public final class DockerfileRules {
    private DockerfileRules() {}

    private static final List<Check> CHECKS = Stream.of(
                    UserRules.CHECKS,
                    RootRules.CHECKS,
                    SecretRules.CHECKS,
                    FileRules.CHECKS,
                    DownloadRules.CHECKS,
                    BaseRules.CHECKS,
                    PackageRules.CHECKS,
                    ProcessRules.CHECKS,
                    WritingRules.CHECKS)
            .flatMap(List::stream)
            .toList();

    /** Whoever writes {@code # hullmark:ignore=} is known to the file's history, not to us. */
    private static final String AUTHOR = "the Dockerfile";

    /** All rules, in the order of the documentation. */
    public static List<Rule> rules() {
        return CHECKS.stream().map(Check::rule).toList();
    }

    /**
     * What every rule came to.
     *
     * @param path the file's name, as findings and waivers have it
     * @param ignoreFile whether a {@code .dockerignore} lies beside it; empty when nobody can know
     */
    public static List<Outcome> judge(Dockerfile file, String path, Optional<Boolean> ignoreFile) {
        Build build = new Build(file, ignoreFile);
        Ignored ignored = new Ignored(file);
        List<Outcome> outcomes = new ArrayList<>();
        for (Check check : CHECKS) {
            if (check.needsWhole() && !file.whole()) {
                outcomes.add(
                        Outcome.unknown(check.rule(), file.problems().getFirst().says()));
            } else {
                Hits hits = new Hits();
                check.judge().judge(build, hits);
                outcomes.add(outcome(check.rule(), hits, file, path, ignored));
            }
        }
        return outcomes;
    }

    /** What could not be read; empty when all was. */
    public static Optional<Coverage> gap(Dockerfile file, String path) {
        if (file.problems().isEmpty()) {
            return Optional.empty();
        }
        int more = file.problems().size() - 1;
        String reason = file.problems().getFirst()
                + (more > 0 ? "; and " + more + " more: " + file.problems().get(1) : "");
        return Optional.of(Coverage.partial("file:" + path, reason));
    }

    private static Outcome outcome(Rule rule, Hits hits, Dockerfile file, String path, Ignored ignored) {
        if (hits.unknown().isPresent()) {
            return Outcome.unknown(rule, hits.unknown().get());
        }
        List<Finding> findings = new ArrayList<>();
        Map<String, Integer> alike = new HashMap<>();
        for (Hits.Hit hit : hits.all()) {
            int number = alike.merge(hit.says(), 1, Integer::sum);
            findings.add(finding(rule, hit, number, path, ignored));
        }
        return file.whole()
                ? Outcome.failed(rule, findings)
                : new Outcome(
                        rule,
                        Coverage.Status.PARTIAL,
                        file.problems().getFirst().says(),
                        findings);
    }

    /** Its key is not of the line, which moves with every change above it. */
    private static Finding finding(Rule rule, Hits.Hit hit, int number, String path, Ignored ignored) {
        String about = path + "\n" + hit.says() + (number > 1 ? "\n" + number : "");
        return new Finding(
                Finding.keyOf(rule.kind(), rule.id(), "", about),
                rule.id(),
                rule.kind(),
                hit.severity().orElse(rule.severity()),
                hit.says(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(new Evidence(path, "", -1, "", hit.line())),
                Optional.empty(),
                Optional.empty(),
                rule.remediation(),
                ignored.has(hit.line(), rule.id())
                        ? Optional.of(new Finding.Waived("hullmark:ignore in the file", AUTHOR, ""))
                        : Optional.empty());
    }
}
