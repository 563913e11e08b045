package dev.hullmark.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "hullmark",
        description = "Container security: what is inside a container, and what to do about it.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Start with:",
            "  hullmark scan alpine:3.20            judge an image of a registry or engine",
            "  hullmark scan ./image.tar            judge an archive (docker save, OCI)",
            "  hullmark scan dir:/                  judge this machine",
            "  hullmark scan IMAGE --fail-on high   gate a pipeline: exit code 1 or 2",
            "  hullmark why CVE-2021-44228 IMAGE    explain why it is, or is not, reported",
            "",
            "Exit codes: 0 done and within policy; 1 policy violated; 2 wrong usage or the",
            "job could not be done.",
            "'hullmark COMMAND --help' tells a command's options and examples."
        })
final class Root implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
