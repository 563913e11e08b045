package dev.hullmark.posture.dockerfile;

import static dev.hullmark.model.Finding.Kind.HARDENING;
import static dev.hullmark.model.Severity.LOW;
import static dev.hullmark.model.Severity.NEGLIGIBLE;

import dev.hullmark.posture.dockerfile.Instruction.Expose;
import dev.hullmark.posture.dockerfile.Instruction.Workdir;
import java.util.List;

/** What is written so that it does something else than it seems to, or soon will not be understood. */
final class WritingRules {
    private WritingRules() {}

    static final List<Check> CHECKS = List.of(
            Check.of(
                    "relative-workdir",
                    HARDENING,
                    LOW,
                    "WORKDIR depends on where the base was",
                    "Name the directory from the root",
                    "BuildKit check WorkdirRelativePath; hadolint DL3000",
                    WritingRules::workdir),
            Check.of(
                    "cd-alone",
                    HARDENING,
                    LOW,
                    "cd has no effect on the next instruction",
                    "Use WORKDIR",
                    "hadolint DL3003",
                    (build, hits) -> build.runs((stage, run) -> {
                        List<Command> commands = run.script().commands();
                        if (!commands.isEmpty() && commands.getLast().name().equals("cd")) {
                            hits.add(
                                    commands.getLast().line(), "cd has no effect on the next instruction; use WORKDIR");
                        }
                    })),
            Check.of(
                    "port-invalid",
                    HARDENING,
                    LOW,
                    "EXPOSE names no port",
                    "Ports are 1 to 65535, with /tcp or /udp where it matters",
                    "BuildKit check ExposeInvalidFormat; hadolint DL3011",
                    (build, hits) -> build.each(
                            Expose.class, (stage, expose) -> expose.ports().forEach(port -> {
                                if (Ports.number(port) < 0 && port.written().indexOf('$') < 0) {
                                    hits.add(expose.line(), "'" + Text.quoted(port.text()) + "' is no port");
                                }
                            }))),
            Check.of(
                    "maintainer",
                    HARDENING,
                    NEGLIGIBLE,
                    "MAINTAINER is no longer meant to be used",
                    "Use LABEL org.opencontainers.image.authors=…",
                    "BuildKit check MaintainerDeprecated; hadolint DL4000",
                    (build, hits) -> build.each(
                            Instruction.Maintainer.class,
                            (stage, m) -> hits.add(m.line(), "MAINTAINER is no longer meant to be used"))),
            Check.of(
                    "legacy-env",
                    HARDENING,
                    NEGLIGIBLE,
                    "ENV without an equals sign is no longer meant to be used",
                    "Write ENV name=value",
                    "BuildKit check LegacyKeyValueFormat",
                    (build, hits) -> build.each(Instruction.Env.class, (stage, env) -> {
                        if (env.legacy()) {
                            hits.add(env.line(), "ENV without an equals sign is no longer meant to be used");
                        }
                    })),
            Check.of(
                    "empty-continuation",
                    HARDENING,
                    NEGLIGIBLE,
                    "an empty line inside an instruction: a builder may refuse it",
                    "Leave the line out, or make it a comment",
                    "BuildKit check NoEmptyContinuation",
                    (build, hits) -> build.file()
                            .emptyContinuations()
                            .forEach(line ->
                                    hits.add(line, "an empty line inside an instruction: a builder may refuse it"))));

    private static void workdir(Build build, Hits hits) {
        for (Stage stage : build.file().stages()) {
            boolean absolute = stage.line().stream()
                    .anyMatch(s -> !s.equals(stage) && !s.all(Workdir.class).isEmpty());
            for (Workdir workdir : stage.all(Workdir.class)) {
                String path = workdir.path().text();
                boolean fromRoot = path.startsWith("/")
                        || path.startsWith("\\")
                        || (path.length() > 1 && path.charAt(1) == ':')
                        || !workdir.path().known();
                if (!fromRoot && !absolute) {
                    hits.add(workdir.line(), "WORKDIR " + Text.quoted(path) + " depends on where the base was");
                }
                absolute |= fromRoot;
            }
        }
    }
}
