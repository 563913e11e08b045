package dev.hullmark.posture.dockerfile;

import static dev.hullmark.model.Finding.Kind.SECRET;
import static dev.hullmark.model.Severity.HIGH;
import static dev.hullmark.model.Severity.MEDIUM;

import dev.hullmark.posture.dockerfile.Instruction.Arg;
import dev.hullmark.posture.dockerfile.Instruction.Assignment;
import dev.hullmark.posture.dockerfile.Instruction.Cmd;
import dev.hullmark.posture.dockerfile.Instruction.Entrypoint;
import dev.hullmark.posture.dockerfile.Instruction.Env;
import dev.hullmark.posture.dockerfile.Instruction.Healthcheck;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Secrets that the build puts where everybody who has the image reads them. No sentence repeats one. */
final class SecretRules {
    private SecretRules() {}

    private static final String BUILD_SECRET =
            "Mount it for the step that needs it: RUN --mount=type=secret,id=NAME, and docker build --secret id=NAME,…";

    static final List<Check> CHECKS = List.of(
            Check.of(
                    "secret-in-env",
                    SECRET,
                    HIGH,
                    "ENV holds a secret, which everybody reads who has the image",
                    "Give it to the container when it starts; for the build, RUN --mount=type=secret. Revoke this one",
                    "CIS Docker 1.6.0, 4.10; BuildKit check SecretsUsedInArgOrEnv",
                    SecretRules::env),
            Check.of(
                    "secret-in-arg",
                    SECRET,
                    MEDIUM,
                    "a build argument is a secret: the image's history shows it",
                    BUILD_SECRET,
                    "CIS Docker 1.6.0, 4.10; BuildKit check SecretsUsedInArgOrEnv",
                    SecretRules::arg),
            Check.of(
                    "secret-in-command",
                    SECRET,
                    HIGH,
                    "a password stands in a command: the image's history shows it",
                    BUILD_SECRET,
                    "CIS Docker 1.6.0, 4.10",
                    SecretRules::command),
            Check.of(
                    "secret-file-copied",
                    SECRET,
                    HIGH,
                    "a file that holds secrets is copied: deleting it later does not take it out",
                    BUILD_SECRET,
                    "CIS Docker 1.6.0, 4.10",
                    SecretRules::file));

    private static void env(Build build, Hits hits) {
        build.each(Env.class, (stage, env) -> {
            for (Assignment a : env.assignments()) {
                Optional<Value> value = a.value().filter(v -> SecretNames.secret(a.name()));
                if (value.isPresent() && literal(a.name(), value.get())) {
                    hits.add(
                            a.line(),
                            "ENV " + Text.quoted(a.name())
                                    + " holds a secret, which everybody reads who has the image");
                } else if (value.isPresent()
                        && !value.get().known()
                        && argument(stage, value.get().written())) {
                    hits.add(
                            a.line(),
                            "ENV " + Text.quoted(a.name())
                                    + " keeps a build argument that is a secret, for everybody who has the image");
                }
            }
        });
    }

    private static boolean literal(String name, Value value) {
        return value.known() && SecretNames.secret(name, value.text());
    }

    /** Whether a value is a variable that is declared as a build argument; others the base may have. */
    private static boolean argument(Stage stage, String written) {
        int from = written.startsWith("${") ? 2 : 1;
        return written.startsWith("$")
                && stage.line().stream()
                        .flatMap(each -> each.all(Arg.class).stream())
                        .flatMap(arg -> arg.assignments().stream())
                        .anyMatch(a -> a.name().equals(written.substring(from, Expansion.name(written, from))));
    }

    private static void arg(Build build, Hits hits) {
        build.file().globals().forEach(arg -> args(arg, hits));
        build.each(Arg.class, (stage, arg) -> args(arg, hits));
    }

    private static void args(Arg arg, Hits hits) {
        for (Assignment a : arg.assignments()) {
            boolean can = a.value().isEmpty()
                    || !a.value().get().known()
                    || a.value().get().text().isEmpty()
                    || literal(a.name(), a.value().get());
            if (SecretNames.secret(a.name()) && can) {
                boolean given = a.value().filter(v -> literal(a.name(), v)).isPresent();
                hits.add(
                        a.line(),
                        given ? HIGH : MEDIUM,
                        "ARG " + Text.quoted(a.name())
                                + (given
                                        ? " has a secret as its default"
                                        : " is a secret: the image's history shows it"));
            }
        }
    }

    private static void command(Build build, Hits hits) {
        build.runs((stage, run) -> command(run.script(), "the image's history shows it", hits));
        Script.Budget budget = new Script.Budget();
        BiConsumer<Instruction, Form> later = (instruction, form) ->
                command(Script.of(form, instruction.line(), budget), "the image's configuration shows it", hits);
        build.each(Cmd.class, (stage, cmd) -> later.accept(cmd, cmd.form()));
        build.each(Entrypoint.class, (stage, entrypoint) -> later.accept(entrypoint, entrypoint.form()));
        build.each(Healthcheck.class, (stage, health) -> health.form().ifPresent(form -> later.accept(health, form)));
    }

    private static void command(Script script, String seen, Hits hits) {
        for (Script.Pipeline pipeline : script.pipelines()) {
            for (Command c : pipeline.commands()) {
                String where = Passwords.in(c, pipeline);
                if (!where.isEmpty()) {
                    hits.add(c.line(), "a password stands in a command (" + where + "): " + seen);
                }
            }
        }
    }

    private static void file(Build build, Hits hits) {
        build.copies((stage, copy) -> {
            for (Value source : copy.sources()) {
                if (SecretFiles.copied(source, copy.destination())) {
                    boolean shipped = build.ships(stage);
                    hits.add(
                            copy.line(),
                            shipped ? HIGH : MEDIUM,
                            Text.quoted(source.text())
                                    + (shipped
                                            ? " may hold secrets; deleting it later does not take it out of the image"
                                            : " may hold secrets; it stays in the build cache"));
                }
            }
        });
    }
}
