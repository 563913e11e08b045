package dev.hullmark.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --offline=false}: how the command line takes back a switch that is set elsewhere. */
final class Switches {
    private Switches() {}

    /**
     * The arguments without such ones.
     *
     * @param off gets the names of what is switched off
     */
    static String[] apply(String[] args, List<String> off) {
        CommandSpec spec = Commands.lineFor(args).getCommandSpec();
        List<String> left = new ArrayList<>();
        boolean options = true;
        for (String arg : args) {
            CommandLine deeper = spec.subcommands().get(arg);
            spec = deeper == null ? spec : deeper.getCommandSpec();
            options &= !arg.equals("--");
            int equals = arg.lastIndexOf('=');
            String value = arg.substring(equals + 1);
            OptionSpec option = equals > 0 && options ? spec.findOption(arg.substring(0, equals)) : null;
            if (option == null || option.arity().max() > 0 || !(value.equals("true") || value.equals("false"))) {
                left.add(arg);
            } else if (value.equals("true")) {
                left.add(arg.substring(0, equals));
            } else if (option.negatable()) {
                left.add(negated(arg.substring(0, equals)));
            } else {
                off.addAll(List.of(option.names()));
            }
        }
        return left.toArray(String[]::new);
    }

    /** {@code --no-secrets} for {@code --secrets}: what takes back a switch that is on by itself. */
    static String negated(String option) {
        return "--no-" + option.substring("--".length());
    }
}
