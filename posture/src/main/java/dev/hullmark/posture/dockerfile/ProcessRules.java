package dev.hullmark.posture.dockerfile;

import static dev.hullmark.model.Finding.Kind.HARDENING;
import static dev.hullmark.model.Severity.LOW;
import static dev.hullmark.model.Severity.MEDIUM;
import static dev.hullmark.model.Severity.NEGLIGIBLE;

import dev.hullmark.posture.dockerfile.Instruction.Cmd;
import dev.hullmark.posture.dockerfile.Instruction.Entrypoint;
import dev.hullmark.posture.dockerfile.Instruction.Healthcheck;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the container runs, and how it is known to be well. */
final class ProcessRules {
    private ProcessRules() {}

    static final List<Check> CHECKS = List.of(
            Check.of(
                            "no-healthcheck",
                            HARDENING,
                            LOW,
                            "no HEALTHCHECK tells whether the program works",
                            "Add HEALTHCHECK CMD [\"…\"]; Kubernetes ignores it and has probes of its own",
                            "CIS Docker 1.6.0, 4.6",
                            ProcessRules::health)
                    .ofWhole(),
            Check.of(
                            "shell-form",
                            HARDENING,
                            LOW,
                            "a shell stands between the engine and the program: signals to stop do not reach it",
                            "Write a list: ENTRYPOINT [\"program\", \"argument\"]",
                            "BuildKit check JSONArgsRecommended; hadolint DL3025",
                            ProcessRules::shellForm)
                    .ofWhole(),
            Check.of(
                    "overridden",
                    HARDENING,
                    LOW,
                    "only the last of several counts",
                    "Leave out the others",
                    "BuildKit check MultipleInstructionsDisallowed; hadolint DL4003",
                    ProcessRules::overridden),
            Check.of(
                    "broken-list",
                    HARDENING,
                    MEDIUM,
                    "what looks like a list is none: the shell is given the brackets",
                    "Use double quotes: [\"program\", \"argument\"]",
                    "Dockerfile reference, exec form",
                    ProcessRules::broken),
            Check.of(
                    "no-pipefail",
                    HARDENING,
                    NEGLIGIBLE,
                    "a failure in a pipe goes unseen",
                    "Start with set -o pipefail, or SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]",
                    "hadolint DL4006",
                    ProcessRules::pipefail));

    private static final List<String> POWERSHELLS = List.of("powershell", "pwsh");

    private static void health(Build build, Hits hits) {
        Optional<Healthcheck> last = build.target().last(Healthcheck.class);
        if (last.isEmpty()) {
            hits.add(build.target().from().line(), "no HEALTHCHECK tells whether the program works");
        } else if (last.get().form().isEmpty()) {
            hits.add(last.get().line(), "HEALTHCHECK NONE: nothing tells whether the program works");
        }
    }

    private static void shellForm(Build build, Hits hits) {
        // An empty one is none.
        Optional<Entrypoint> entrypoint = build.target()
                .last(Entrypoint.class)
                .filter(e -> !(e.form().json() && e.form().words().isEmpty()));
        Optional<Cmd> cmd = build.target().last(Cmd.class);
        if (build.target().last(Instruction.Shell.class).isPresent()) {
            // Somebody chose the shell that is meant to run it.
            return;
        }
        entrypoint
                .filter(e -> shell(e.form()))
                .ifPresent(e ->
                        hits.add(e.line(), "ENTRYPOINT is run by a shell: signals to stop do not reach the program"));
        // With an entry point the command is its arguments.
        cmd.filter(c -> entrypoint.isEmpty() && shell(c.form()))
                .ifPresent(c -> hits.add(c.line(), "CMD is run by a shell: signals to stop do not reach the program"));
    }

    private static boolean shell(Form form) {
        return !form.json() && !form.brokenJson() && !form.text().startsWith("exec ");
    }

    private static void overridden(Build build, Hits hits) {
        for (Stage stage : build.file().stages()) {
            several(stage, Cmd.class, hits);
            several(stage, Entrypoint.class, hits);
            several(stage, Healthcheck.class, hits);
        }
    }

    private static <T extends Instruction> void several(Stage stage, Class<T> kind, Hits hits) {
        List<T> all = stage.all(kind);
        for (int i = 0; i + 1 < all.size(); i++) {
            hits.add(
                    all.get(i).line(),
                    all.get(i).origin().keyword() + " does not count: line "
                            + all.getLast().line() + " has another");
        }
    }

    private static void broken(Build build, Hits hits) {
        build.each(Cmd.class, (stage, cmd) -> broken(cmd, cmd.form(), hits));
        build.each(Entrypoint.class, (stage, entrypoint) -> broken(entrypoint, entrypoint.form(), hits));
        build.runs((stage, run) -> broken(run, run.form(), hits));
        build.each(Healthcheck.class, (stage, health) -> health.form().ifPresent(form -> broken(health, form, hits)));
        build.copies((stage, copy) -> {
            boolean list = copy.destination().written().endsWith("]")
                    && copy.sources().stream().limit(1).anyMatch(source -> source.written()
                            .startsWith("["));
            if (list) {
                hits.add(
                        copy.line(),
                        copy.origin().keyword() + " looks like a list and is none: the brackets are of the names");
            }
        });
    }

    private static void broken(Instruction instruction, Form form, Hits hits) {
        if (form.brokenJson()) {
            hits.add(
                    instruction.line(),
                    instruction.origin().keyword() + " looks like a list and is none: the shell is given the brackets");
        }
    }

    private static void pipefail(Build build, Hits hits) {
        build.runs((stage, run) -> {
            boolean set = stage.line().stream()
                    .flatMap(s -> s.all(Instruction.Shell.class).stream())
                    .anyMatch(s -> s.words().contains("pipefail")
                            || POWERSHELLS.stream()
                                    .anyMatch(s.words().getFirst().toLowerCase(Locale.ROOT)::contains));
            for (Script.Pipeline pipeline : run.script().pipelines()) {
                Command first = pipeline.commands().getFirst();
                set |= first.mentions("pipefail");
                boolean says = List.of("echo", "printf", "yes", "cat").contains(first.name());
                if (!set && pipeline.commands().size() > 1 && !says) {
                    hits.add(first.line(), "a failure of '" + Text.quoted(first.name()) + "' in a pipe goes unseen");
                    return;
                }
            }
        });
    }
}
