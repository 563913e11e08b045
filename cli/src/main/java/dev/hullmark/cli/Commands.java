package dev.hullmark.cli;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** Every command by name, in the order of the help. */
final class Commands {
    private static final Map<String, Supplier<Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("scan", ScanCommand::new);
        ALL.put("sbom", SbomCommand::new);
        ALL.put("why", WhyCommand::new);
        ALL.put("check", CheckCommand::new);
        ALL.put("advise", AdviseCommand::new);
        ALL.put("observe", ObserveCommand::new);
        ALL.put("diff", DiffCommand::new);
        ALL.put("rejudge", RejudgeCommand::new);
        ALL.put("server", ServerCommand::new);
        ALL.put("agent", AgentCommand::new);
        ALL.put("verify", VerifyCommand::new);
        ALL.put("attached", AttachedCommand::new);
        ALL.put("db", DbCommand::new);
        ALL.put("compare-versions", CompareVersionsCommand::new);
        ALL.put("cache", CacheCommand::new);
        ALL.put("completion", CompletionCommand::new);
        ALL.put("reference", ReferenceCommand::new);
        ALL.put("version", VersionCommand::new);
    }

    private Commands() {}

    /**
     * A command line that understands {@code args}. Only the command asked for is made, since making all of them is most
     * of the work of a short run; anything else (help, a typing error) gets them all.
     */
    static CommandLine lineFor(String... args) {
        String first = args.length == 0 ? "" : args[0];
        CommandLine line = new CommandLine(new Root());
        line.getCommandSpec()
                .addOption(flag("Print this help and exit.", "-h", "--help")
                        .usageHelp(true)
                        .scopeType(ScopeType.INHERIT)
                        .build())
                .addOption(flag("Print the version and exit.", "--version")
                        .versionHelp(true)
                        .build())
                .addOption(OptionSpec.builder("--config")
                        .type(String.class)
                        .paramLabel("FILE")
                        .description("A configuration file instead of the usual one.")
                        .scopeType(ScopeType.INHERIT)
                        .build());
        Supplier<Object> asked = ALL.get(first);
        if (asked == null) {
            ALL.forEach((name, maker) -> add(line, name, maker));
        } else {
            add(line, first, asked);
        }
        Terminal terminal = Terminal.of(System.getenv());
        line.setUsageHelpWidth(Math.min(terminal.width(), 120));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.outputIsSeen() ? Ansi.ON : Ansi.OFF));
        line.registerConverter(Duration.class, new TimeConverter());
        line.registerConverter(Severity.class, new WordConverter<>(Severity.values()));
        line.registerConverter(Finding.Kind.class, new WordConverter<>(Finding.Kind.values()));
        line.registerConverter(TableOrJson.class, new WordConverter<>(TableOrJson.values()));
        line.registerConverter(SbomCommand.Format.class, new WordConverter<>(SbomCommand.Format.values()));
        line.registerConverter(ObserveCommand.OnDrift.class, new WordConverter<>(ObserveCommand.OnDrift.values()));
        line.registerConverter(ObserveCommand.Format.class, new WordConverter<>(ObserveCommand.Format.values()));
        line.registerConverter(CompletionCommand.Shell.class, new WordConverter<>(CompletionCommand.Shell.values()));
        line.registerConverter(ReferenceCommand.Form.class, new WordConverter<>(ReferenceCommand.Form.values()));
        line.getCommandSpec().versionProvider(() -> new String[] {"hullmark " + Version.TEXT});
        return line;
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    private static void add(CommandLine line, String name, Supplier<Object> maker) {
        CommandLine command = new CommandLine(maker.get());
        command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        line.addSubcommand(name, command);
    }

    private static OptionSpec.Builder flag(String description, String... names) {
        return OptionSpec.builder(names).arity("0").type(boolean.class).description(description);
    }
}
