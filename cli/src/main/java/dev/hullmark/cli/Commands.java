package dev.hullmark.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Every command by name, in the order of the help. */
final class Commands {
    private static final Map<String, Supplier<Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("scan", ScanCommand::new);
        ALL.put("sbom", SbomCommand::new);
        ALL.put("why", WhyCommand::new);
        ALL.put("db", DbCommand::new);
        ALL.put("compare-versions", CompareVersionsCommand::new);
        ALL.put("cache", CacheCommand::new);
        ALL.put("completion", CompletionCommand::new);
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
        if (ALL.containsKey(first)) {
            line.addSubcommand(first, ALL.get(first).get());
        } else {
            ALL.forEach((name, maker) -> line.addSubcommand(name, maker.get()));
        }
        Terminal terminal = Terminal.of(System.getenv());
        line.setUsageHelpWidth(Math.min(terminal.width(), 120));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.outputIsSeen() ? Ansi.ON : Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.getCommandSpec().versionProvider(() -> new String[] {"hullmark " + Version.TEXT});
        return line;
    }
}
