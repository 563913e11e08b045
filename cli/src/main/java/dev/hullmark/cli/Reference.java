package dev.hullmark.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What there is to say about the program, taken from the same declarations that the help and the parser use: the one
 * source of the manual page and of docs/reference.md.
 */
record Reference(String description, List<Chapter> commands, List<Entry> common, List<Entry> settings) {
    /** A term and what it means. */
    record Entry(String term, String text) {}

    /**
     * A command.
     *
     * @param name with its parents, {@code hullmark db update}
     * @param arguments its positional parameters, as in a synopsis
     */
    record Chapter(String name, String arguments, String description, List<Entry> entries, List<String> examples) {}

    static final List<Entry> ENVIRONMENT = List.of(
            new Entry("HULLMARK_HOME", "Directory of all state; else the XDG directories."),
            new Entry("HULLMARK_CONFIG", "The configuration file; empty for none."),
            new Entry("HULLMARK_SECTION_KEY", "A setting, for instance HULLMARK_GATE_FAIL_ON; stronger than the file."),
            new Entry("HULLMARK_FEED_URL", "As --feed-url."),
            new Entry("HULLMARK_JAVA, JAVA_HOME", "The Java to run on, where the program brings none."),
            new Entry("HULLMARK_DEBUG", "When set, an internal error is printed with its trace."),
            new Entry("SOURCE_DATE_EPOCH", "The time that a bill of materials carries, in seconds since 1970."),
            new Entry("NO_COLOR", "When set, no colours."));

    static final List<Entry> FILES = List.of(
            new Entry(
                    "$XDG_CONFIG_HOME/hullmark/config.yaml", "The configuration; else ~/.config/hullmark/config.yaml."),
            new Entry("$XDG_DATA_HOME/hullmark", "The advisories; else ~/.local/share/hullmark."),
            new Entry(
                    "$XDG_CACHE_HOME/hullmark", "What was read from layers, temporary files; else ~/.cache/hullmark."));

    static final List<Entry> EXIT_CODES = List.of(
            new Entry("0", "Done and within policy."),
            new Entry("1", "The policy of --fail-on is violated."),
            new Entry("2", "Wrong usage, or the job could not be done."));

    static Reference of(CommandLine root) {
        List<Chapter> chapters = new ArrayList<>();
        chapters(root, chapters);
        return new Reference(
                text(root.getCommandSpec().usageMessage().description()),
                chapters,
                options(root.getCommandSpec()),
                settings(root));
    }

    private static void chapters(CommandLine line, List<Chapter> into) {
        for (CommandLine command : line.getSubcommands().values()) {
            CommandSpec spec = command.getCommandSpec();
            List<Entry> entries = new ArrayList<>();
            StringBuilder arguments = new StringBuilder();
            spec.positionalParameters().forEach(parameter -> {
                String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? " …" : "");
                arguments.append(' ').append(parameter.arity().min() == 0 ? "[" + label + "]" : label);
                entries.add(new Entry(parameter.paramLabel(), text(parameter.description())));
            });
            entries.addAll(options(spec));
            String subcommands = spec.subcommands().isEmpty()
                    ? ""
                    : " " + String.join("|", spec.subcommands().keySet());
            into.add(new Chapter(
                    spec.qualifiedName(),
                    subcommands + arguments,
                    text(spec.usageMessage().description()),
                    entries,
                    examples(spec)));
            chapters(command, into);
        }
    }

    private static List<Entry> options(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.hidden() && !option.inherited())
                .map(option -> new Entry(term(option), text(option.description())))
                .toList();
    }

    private static String term(OptionSpec option) {
        return String.join(", ", option.names()) + (option.arity().max() > 0 ? " " + option.paramLabel() : "");
    }

    private static List<String> examples(CommandSpec spec) {
        return Arrays.stream(spec.usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
    }

    /** Every setting, with the option's own words. */
    private static List<Entry> settings(CommandLine root) {
        List<Entry> settings = new ArrayList<>();
        for (Section section : Section.all()) {
            for (Property property : section.properties()) {
                settings.add(new Entry(
                        section.name() + "." + property.key(),
                        text(option(root, section, property).description())));
            }
        }
        return settings;
    }

    /** The option that a property stands for, in the first command that has it. */
    static OptionSpec option(CommandLine root, Section section, Property property) {
        for (Map.Entry<String, CommandLine> command : root.getSubcommands().entrySet()) {
            boolean counts =
                    !Commands.names().contains(section.name()) || section.name().equals(command.getKey());
            Optional<OptionSpec> option =
                    find(command.getValue(), property.options().getFirst());
            if (counts && option.isPresent()) {
                return option.get();
            }
        }
        throw new IllegalStateException(section.name() + "." + property.key() + " stands for no option");
    }

    private static Optional<OptionSpec> find(CommandLine command, String name) {
        return Optional.ofNullable(command.getCommandSpec().findOption(name))
                .or(() -> command.getSubcommands().values().stream()
                        .map(deeper -> find(deeper, name))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** What an option is when nobody says anything; "" when nothing. */
    static String usual(ArgSpec option) {
        String value = option.defaultValue();
        return value == null || value.startsWith("$") ? "" : value;
    }

    private static String text(String[] lines) {
        return String.join(" ", lines);
    }
}
