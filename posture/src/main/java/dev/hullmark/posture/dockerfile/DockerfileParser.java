package dev.hullmark.posture.dockerfile;

import dev.hullmark.posture.dockerfile.Instruction.Arg;
import dev.hullmark.posture.dockerfile.Instruction.Assignment;
import dev.hullmark.posture.dockerfile.Instruction.From;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a Dockerfile as BuildKit does (docs: Dockerfile reference; moby/buildkit, frontend/dockerfile). What a builder would
 * refuse costs its own line and is told of; what follows is read all the same.
 */
public final class DockerfileParser {
    /** What BuildKit sets by itself before the first FROM; their values depend on who builds. */
    private static final Set<String> PLATFORM = Set.of(
            "BUILDPLATFORM",
            "BUILDOS",
            "BUILDARCH",
            "BUILDVARIANT",
            "TARGETPLATFORM",
            "TARGETOS",
            "TARGETARCH",
            "TARGETVARIANT",
            "TARGETSTAGE");

    /** How many bytes are enough to read all of what is ever read. */
    public static final int ENOUGH = Limits.FILE + 1;

    private final Map<String, String> buildArgs;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Arg> globals = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Map<String, Stage> byName = new HashMap<>();
    private final Map<Stage, Scope> scopes = new HashMap<>();
    private final Scope.Budget budget = new Scope.Budget();
    private final Script.Budget commands = new Script.Budget();
    private final Scope global = new Scope(budget);
    private Scope scope = global;
    private Optional<From> open = Optional.empty();
    private List<Instruction> instructions = new ArrayList<>();
    private int understood;

    private DockerfileParser(Map<String, String> buildArgs) {
        this.buildArgs = buildArgs;
        PLATFORM.forEach(name -> global.arg(
                name,
                Optional.ofNullable(buildArgs.get(name)).map(Value::literal).orElse(Value.OF_PLATFORM)));
    }

    /**
     * Reads one.
     *
     * @param buildArgs what {@code --build-arg} sets
     * @param target a stage's name or number; "" for the last
     * @throws DockerfileException when it is no Dockerfile, or has no such stage
     */
    public static Dockerfile parse(byte[] bytes, Map<String, String> buildArgs, String target) {
        return new DockerfileParser(buildArgs).read(bytes, target);
    }

    private Dockerfile read(byte[] bytes, String target) {
        boolean whole = bytes.length <= Limits.FILE;
        String text = new String(bytes, 0, Math.min(bytes.length, Limits.FILE), StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0) {
            throw new DockerfileException("it is binary, no Dockerfile");
        }
        if (!whole) {
            // The line that was cut would be read as another one.
            text = text.substring(0, text.lastIndexOf('\n') + 1);
        }
        List<String> lines = lines(text.startsWith("\ufeff") ? text.substring(1) : text);
        Directives directives = Directives.of(lines, problems);
        List<Integer> empty = new ArrayList<>();
        for (LogicalLine line : new LineReader(lines, directives, problems, empty).read()) {
            take(line, directives.escape());
        }
        close();
        if (!whole) {
            problems.addFirst(Problem.stop(
                    lines.size(), "the file is larger than " + (Limits.FILE >> 20) + " MiB; the rest was not read"));
        }
        if (stages.isEmpty()) {
            throw new DockerfileException(
                    understood == 0
                            ? "it is no Dockerfile: no instruction in it is one"
                            : "it is no whole Dockerfile: it has no FROM");
        }
        if (commands.spent()) {
            problems.addFirst(
                    Problem.stop(lines.size(), "more than " + Limits.COMMANDS + " commands; not all were looked at"));
        }
        return new Dockerfile(directives, globals, stages, target(target), empty, problems);
    }

    private static List<String> lines(String text) {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        return lines;
    }

    private void take(LogicalLine line, char escape) {
        boolean from = line.text().regionMatches(true, 0, "FROM", 0, 4);
        try {
            Instruction instruction = InstructionReader.read(line, escape, from ? global : scope, commands);
            understood++;
            switch (instruction) {
                case From next -> begin(next);
                case Arg arg -> argument(arg);
                default -> add(instruction);
            }
        } catch (InstructionReader.SyntaxException e) {
            Problem.add(problems, line.line(), String.valueOf(e.getMessage()));
        }
    }

    private void add(Instruction instruction) {
        if (open.isPresent()) {
            instructions.add(instruction);
        } else {
            Problem.add(
                    problems,
                    instruction.line(),
                    instruction.origin().keyword() + " stands before any FROM, where only ARG may");
        }
    }

    private void begin(From from) {
        close();
        if (stages.size() == Limits.STAGES) {
            if (problems.stream().noneMatch(Problem::stopped)) {
                problems.addFirst(
                        Problem.stop(from.line(), "more than " + Limits.STAGES + " stages; the rest was not read"));
            }
            return;
        }
        if (!from.name().isEmpty() && !isName(from.name())) {
            Problem.add(problems, from.line(), "a stage can't be called '" + Text.quoted(from.name()) + "'");
        }
        open = Optional.of(from);
        Optional<Stage> parent = parent(from);
        scope = parent.isPresent() ? scopes.getOrDefault(parent.get(), global).child() : new Scope(budget);
    }

    private Optional<Stage> parent(From from) {
        String image = from.image().text().toLowerCase(Locale.ROOT);
        if (!from.image().platform()) {
            return Optional.ofNullable(byName.get(image));
        }
        // The platform decides which of several; they are meant to be alike.
        String start = image.substring(0, image.indexOf('*') + 1).replace("*", "");
        String end = image.substring(image.lastIndexOf('*') + 1);
        return stages.stream()
                .filter(stage -> {
                    String name = stage.from().name().toLowerCase(Locale.ROOT);
                    return start.length() + end.length() > 0
                            && name.length() >= start.length() + end.length()
                            && name.startsWith(start)
                            && name.endsWith(end);
                })
                .findFirst();
    }

    /** As BuildKit has it: {@code ^[a-z][a-z0-9-_.]*$}, whatever the case. */
    private static boolean isName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.charAt(0) >= 'a'
                && lower.charAt(0) <= 'z'
                && lower.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_.".indexOf(c) >= 0);
    }

    private void close() {
        if (open.isPresent()) {
            From from = open.get();
            Stage stage = new Stage(stages.size(), from, parent(from), instructions);
            stages.add(stage);
            scopes.put(stage, scope);
            if (!from.name().isEmpty()) {
                byName.put(from.name().toLowerCase(Locale.ROOT), stage);
            }
            instructions = new ArrayList<>();
            open = Optional.empty();
        }
    }

    private void argument(Arg arg) {
        for (Assignment assignment : arg.assignments()) {
            String name = assignment.name();
            Optional<Value> set = Optional.ofNullable(buildArgs.get(name)).map(Value::literal);
            Optional<Value> inherited =
                    open.isPresent() && assignment.value().isEmpty() ? global.get(name) : Optional.empty();
            set.or(assignment::value).or(() -> inherited).ifPresent(value -> scope.arg(name, value));
        }
        if (open.isPresent()) {
            instructions.add(arg);
        } else {
            globals.add(arg);
        }
    }

    private Stage target(String target) {
        if (target.isEmpty()) {
            return stages.getLast();
        }
        Stage named = byName.get(target.toLowerCase(Locale.ROOT));
        if (named != null) {
            return named;
        }
        if (target.length() < 5
                && target.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(target) < stages.size()) {
            return stages.get(Integer.parseInt(target));
        }
        throw new DockerfileException("it has no stage '" + Text.quoted(target) + "'");
    }
}
