package dev.hullmark.cli;

import dev.hullmark.model.HullmarkException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What the user set once and for all. The command line beats the environment, which beats the file; so a setting becomes
 * an argument of a command that knows its option and was not given it. Where nothing is set it costs nothing: no class of
 * it is loaded but this one, and the file is only looked for. A directory's own {@code .hullmark.yaml} is never read
 * unasked: what is scanned must not configure its scanner.
 */
final class Configuration {
    private static final String OPTION = "--config";

    /** Variables that begin like settings and are something else. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "HULLMARK_HOME",
            "HULLMARK_CONFIG",
            "HULLMARK_JAVA",
            "HULLMARK_TERMINAL",
            "HULLMARK_DEBUG",
            "HULLMARK_REGISTRY_MIRRORS");

    private Configuration() {}

    /**
     * The arguments, completed by what is set.
     *
     * @throws HullmarkException when what is set can't be read or is wrong
     */
    static String[] complete(String[] given, Map<String, String> environment) {
        if (given.length == 0) {
            return given;
        }
        boolean asked = Arrays.stream(given).anyMatch(a -> a.equals(OPTION) || a.startsWith(OPTION + "="));
        Optional<Path> usual = usual(environment);
        boolean inEnvironment = environment.keySet().stream()
                .anyMatch(name -> name.startsWith("HULLMARK_") && !OTHER_VARIABLES.contains(name));
        boolean switched = Arrays.stream(given).anyMatch(a -> a.endsWith("=false") || a.endsWith("=true"));
        if (!asked && usual.isEmpty() && !inEnvironment && !switched) {
            return given;
        }
        List<String> off = new ArrayList<>();
        String[] args = switched ? Switches.apply(given, off) : given;
        ParseResult parsed;
        try {
            parsed = Commands.lineFor(args).parseArgs(args);
        } catch (ParameterException e) {
            // Told where the command is run.
            return args;
        }
        Optional<Path> file = named(parsed, usual);
        List<String> path = new ArrayList<>();
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
            path.add(parsed.commandSpec().name());
            file = named(parsed, file);
        }
        boolean help = parsed.isUsageHelpRequested() || path.isEmpty();
        return help ? args : insert(args, path, arguments(parsed, path.getFirst(), off, settings(file, environment)));
    }

    private static Optional<Path> named(ParseResult parsed, Optional<Path> other) {
        return parsed.hasMatchedOption(OPTION)
                ? Optional.of(Path.of(parsed.matchedOption(OPTION).<String>getValue()))
                : other;
    }

    /** The file that is read when the command line names none; empty when there is none. */
    private static Optional<Path> usual(Map<String, String> environment) {
        String named = environment.get("HULLMARK_CONFIG");
        if (named != null) {
            return named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named));
        }
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path file = (base.startsWith("/")
                        ? Path.of(base)
                        : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".config"))
                .resolve("hullmark/config.yaml");
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    /** The strongest setting of each {@code section.key}: commands have keys of the same name. */
    private static Map<String, Setting> settings(Optional<Path> file, Map<String, String> environment) {
        Map<String, Setting> all = new LinkedHashMap<>();
        file.map(ConfigFile::read).orElse(List.of()).forEach(s -> all.put(name(s), relativeTo(file, s)));
        ConfigVariables.read(environment).forEach(s -> all.put(name(s), s));
        return all;
    }

    private static String name(Setting setting) {
        return setting.section().name() + "." + setting.property().key();
    }

    /** A path in a file is meant from where the file lies. */
    private static Setting relativeTo(Optional<Path> file, Setting setting) {
        Path base = file.orElse(Path.of("")).toAbsolutePath();
        return setting.property().isPath()
                ? new Setting(
                        setting.section(),
                        setting.property(),
                        setting.values().stream()
                                .map(v -> base.resolveSibling(v).toString())
                                .toList(),
                        setting.where())
                : setting;
    }

    private static List<String> arguments(
            ParseResult parsed, String command, List<String> off, Map<String, Setting> settings) {
        CommandSpec spec = parsed.commandSpec();
        List<String> arguments = new ArrayList<>();
        for (Setting setting : settings.values()) {
            String section = setting.section().name();
            for (String name : setting.property().options()) {
                OptionSpec option = spec.findOption(name);
                // The kinds that a gate counts are not those that 'advise' is asked about.
                boolean noGate = section.equals(GateOptions.SECTION.name()) && spec.findOption("--fail-on") == null;
                boolean counts = option != null
                        && !noGate
                        && (!Commands.names().contains(section) || section.equals(command))
                        && !parsed.hasMatchedOption(option)
                        && !off.contains(name);
                if (counts) {
                    List<String> own = argument(option, name, setting);
                    check(parsed, own, setting);
                    arguments.addAll(own);
                }
            }
        }
        return arguments;
    }

    private static List<String> argument(OptionSpec option, String name, Setting setting) {
        if (option.arity().max() > 0) {
            if (setting.values().size() > 1 && !option.isMultiValue()) {
                throw new HullmarkException(setting.where() + ": one value is expected.");
            }
            return setting.values().stream().map(value -> name + "=" + value).toList();
        }
        return switch (setting.values().size() == 1 ? setting.values().getFirst() : "") {
            case "true" -> List.of(name);
            case "false" -> option.negatable() ? List.of(Switches.negated(name)) : List.of();
            default -> throw new HullmarkException(setting.where() + ": true or false is expected.");
        };
    }

    /** Whether the option takes it: said here, where it is known what set it. */
    private static void check(ParseResult parsed, List<String> arguments, Setting setting) {
        try {
            List<String> line = new ArrayList<>(arguments);
            parsed.commandSpec().positionalParameters().forEach(p -> line.add("x"));
            CommandSpec root = parsed.commandSpec();
            List<String> path = new ArrayList<>();
            while (root.parent() != null) {
                path.addFirst(root.name());
                root = root.parent();
            }
            line.addAll(0, path);
            String[] args = line.toArray(String[]::new);
            Commands.lineFor(args).parseArgs(args);
        } catch (ParameterException e) {
            throw new HullmarkException(setting.where() + ": " + Terminal.sentence(e.getMessage()), e);
        }
    }

    /** After the names of the command, since what follows {@code --} is no option. */
    private static String[] insert(String[] args, List<String> path, List<String> arguments) {
        List<String> line = new ArrayList<>(Arrays.asList(args));
        int at = 0;
        for (String name : path) {
            while (!line.get(at).equals(name)) {
                at++;
            }
            at++;
        }
        line.addAll(at, arguments);
        return line.toArray(String[]::new);
    }
}
