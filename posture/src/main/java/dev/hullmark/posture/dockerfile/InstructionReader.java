package dev.hullmark.posture.dockerfile;

import dev.hullmark.posture.dockerfile.Instruction.Assignment;
import dev.hullmark.posture.dockerfile.Instruction.Flag;
import dev.hullmark.posture.dockerfile.Instruction.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Understands one logical line. */
final class InstructionReader {
    private static final Set<String> WITH_FLAGS = Set.of("FROM", "RUN", "COPY", "ADD", "HEALTHCHECK");

    private final LogicalLine line;
    private final char escape;
    private final Scope scope;
    private final Script.Budget commands;
    private final String keyword;
    private final Origin origin;
    private final List<Flag> flags = new ArrayList<>();

    /** Where in the line's text the arguments begin, flags aside. */
    private int at;

    private InstructionReader(LogicalLine line, int from, char escape, Scope scope, Script.Budget commands) {
        this.line = line;
        this.escape = escape;
        this.scope = scope;
        this.commands = commands;
        int end = wordEnd(from);
        this.keyword = line.text().substring(from, end).toUpperCase(Locale.ROOT);
        this.at = blanks(end);
        this.origin = new Origin(keyword, line.lineAt(from), line.map().last(), line.text(), line.ignored());
    }

    /** @throws SyntaxException when it is none that a builder would take */
    static Instruction read(LogicalLine line, char escape, Scope scope, Script.Budget commands) {
        return new InstructionReader(line, 0, escape, scope, commands).read();
    }

    /** An instruction that no builder takes; its message is one clause. */
    static final class SyntaxException extends RuntimeException {
        SyntaxException(String says) {
            super(says);
        }
    }

    private Instruction read() {
        if (WITH_FLAGS.contains(keyword)) {
            flags();
        }
        String rest = line.text().substring(at);
        if (rest.isEmpty() && !KNOWN.contains(keyword)) {
            throw new SyntaxException("unknown instruction '" + Text.quoted(keyword) + "'");
        }
        if (rest.isEmpty() && line.heredocs().isEmpty()) {
            throw new SyntaxException(keyword + " says nothing");
        }
        return switch (keyword) {
            case "FROM" -> from(rest);
            case "ARG" -> new Instruction.Arg(origin, assignments(false));
            case "ENV" -> environment();
            case "LABEL" -> new Instruction.Label(origin, legacy() ? List.of(pair()) : assignments(true));
            case "RUN" -> run(rest);
            case "COPY" -> copy(rest, false);
            case "ADD" -> copy(rest, true);
            case "CMD" -> new Instruction.Cmd(origin, Form.of(rest));
            case "ENTRYPOINT" -> new Instruction.Entrypoint(origin, Form.of(rest));
            case "HEALTHCHECK" -> healthcheck(rest);
            // Its words are never a list.
            case "EXPOSE" -> new Instruction.Expose(origin, values(Words.raw(rest, escape)));
            case "USER" -> new Instruction.User(origin, value(rest));
            case "WORKDIR" -> new Instruction.Workdir(origin, value(rest));
            case "VOLUME" -> new Instruction.Volume(origin, paths(rest));
            case "SHELL" ->
                new Instruction.Shell(
                        origin,
                        JsonWords.parse(rest)
                                .filter(words -> !words.isEmpty())
                                .orElseThrow(() -> new SyntaxException("SHELL must be a JSON list")));
            case "STOPSIGNAL" -> new Instruction.StopSignal(origin, value(rest));
            case "MAINTAINER" -> new Instruction.Maintainer(origin);
            case "ONBUILD" -> onBuild();
            default -> throw new SyntaxException("unknown instruction '" + Text.quoted(keyword) + "'");
        };
    }

    private static final Set<String> KNOWN = Set.of(
            "FROM",
            "ARG",
            "ENV",
            "LABEL",
            "RUN",
            "COPY",
            "ADD",
            "CMD",
            "ENTRYPOINT",
            "HEALTHCHECK",
            "EXPOSE",
            "USER",
            "WORKDIR",
            "VOLUME",
            "SHELL",
            "STOPSIGNAL",
            "MAINTAINER",
            "ONBUILD");

    private void flags() {
        while (line.text().startsWith("--", at)) {
            int end = wordEnd(at);
            String flag = line.text().substring(at + 2, end);
            int equals = flag.indexOf('=');
            String name = equals < 0 ? flag : flag.substring(0, equals);
            flags.add(new Flag(name, value(equals < 0 ? "" : flag.substring(equals + 1))));
            at = blanks(end);
        }
    }

    private Instruction from(String rest) {
        List<Value> words = values(Words.raw(rest, escape));
        boolean named = words.size() == 3 && words.get(1).written().equalsIgnoreCase("as");
        if (words.size() != 1 && !named) {
            throw new SyntaxException("FROM takes an image, or an image AS a name");
        }
        Optional<Value> platform = flags.stream()
                .filter(f -> f.name().equals("platform"))
                .map(Flag::value)
                .findFirst();
        return new Instruction.From(
                origin, words.getFirst(), platform, named ? words.get(2).text() : "");
    }

    private Instruction environment() {
        if (!legacy()) {
            return new Instruction.Env(origin, assignments(true), false);
        }
        Assignment pair = pair();
        pair.value().ifPresent(value -> scope.env(pair.name(), value));
        return new Instruction.Env(origin, List.of(pair), true);
    }

    /** Whether it is {@code name value}, which is only one, to the end of the line. */
    private boolean legacy() {
        return line.text().substring(at, wordEnd(at)).indexOf('=') < 0;
    }

    private Assignment pair() {
        int end = wordEnd(at);
        if (blanks(end) >= line.text().length()) {
            throw new SyntaxException(
                    keyword + " gives '" + Text.quoted(line.text().substring(at)) + "' no value");
        }
        return new Assignment(
                line.text().substring(at, end),
                Optional.of(value(line.text().substring(blanks(end)))),
                line.lineAt(at));
    }

    /** Every value of one ENV sees the variables as they were before it. */
    private List<Assignment> assignments(boolean needsValue) {
        List<Assignment> assignments = new ArrayList<>();
        int from = at;
        while (from < line.text().length()) {
            int end = wordEnd(from);
            String word = line.text().substring(from, end);
            int equals = word.indexOf('=');
            if (equals == 0 || (equals < 0 && needsValue)) {
                throw new SyntaxException(keyword + " takes name=value, not '" + Text.quoted(word) + "'");
            }
            Optional<Value> value = equals < 0 ? Optional.empty() : Optional.of(value(word.substring(equals + 1)));
            String name = equals < 0 ? word : word.substring(0, equals);
            assignments.add(new Assignment(Words.unquoted(name, escape), value, line.lineAt(from)));
            from = blanks(end);
        }
        if (keyword.equals("ENV")) {
            assignments.forEach(a -> a.value().ifPresent(v -> scope.env(a.name(), v)));
        }
        return List.copyOf(assignments);
    }

    private Instruction run(String rest) {
        Form form = Form.of(rest);
        Script script = Script.of(form, line, at, commands);
        return new Instruction.Run(origin, List.copyOf(flags), form, line.heredocs(), script);
    }

    private Instruction copy(String rest, boolean add) {
        Optional<List<String>> json = JsonWords.parse(rest);
        List<Value> words = new ArrayList<>();
        for (String word : json.orElseGet(() -> Words.raw(rest, escape))) {
            words.add(json.isPresent() ? Expansion.of(word, scope, '\0') : value(word));
        }
        if (words.size() < 2) {
            throw new SyntaxException(keyword + " needs a source and a destination");
        }
        List<Value> sources = new ArrayList<>(words.subList(0, words.size() - 1));
        sources.removeIf(
                source -> !line.heredocs().isEmpty() && source.written().startsWith("<<"));
        return new Instruction.Copy(
                origin, add, List.copyOf(flags), List.copyOf(sources), words.getLast(), line.heredocs());
    }

    private Instruction healthcheck(String rest) {
        if (rest.strip().equalsIgnoreCase("NONE")) {
            return new Instruction.Healthcheck(origin, Optional.empty());
        }
        if (!line.text().substring(at, wordEnd(at)).equalsIgnoreCase("CMD")) {
            throw new SyntaxException("HEALTHCHECK takes NONE or CMD");
        }
        return new Instruction.Healthcheck(
                origin, Optional.of(Form.of(line.text().substring(blanks(wordEnd(at))))));
    }

    private Instruction onBuild() {
        // What it says takes part in another build, whose variables are not known here.
        Instruction inner = new InstructionReader(line, at, escape, new Scope(new Scope.Budget()), commands).read();
        if (inner instanceof Instruction.OnBuild
                || inner instanceof Instruction.From
                || inner instanceof Instruction.Maintainer) {
            throw new SyntaxException(
                    "ONBUILD may not be followed by " + inner.origin().keyword());
        }
        return new Instruction.OnBuild(origin, inner);
    }

    private List<Value> paths(String rest) {
        return JsonWords.parse(rest)
                .map(words -> words.stream().map(Value::literal).toList())
                .orElseGet(() -> values(Words.raw(rest, escape)));
    }

    private List<Value> values(List<String> words) {
        return words.stream().map(this::value).toList();
    }

    private Value value(String word) {
        return Expansion.of(word, scope, escape);
    }

    /** The end of the word that begins here, quotes respected. */
    private int wordEnd(int from) {
        String text = line.text();
        char quote = 0;
        int i = from;
        while (i < text.length() && (quote != 0 || !Character.isWhitespace(text.charAt(i)))) {
            char c = text.charAt(i);
            if (c == escape && quote != '\'') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
            i++;
        }
        return Math.min(i, text.length());
    }

    private int blanks(int from) {
        int end = from;
        while (end < line.text().length() && Character.isWhitespace(line.text().charAt(end))) {
            end++;
        }
        return end;
    }
}
