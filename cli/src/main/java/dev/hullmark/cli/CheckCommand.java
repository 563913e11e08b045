package dev.hullmark.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Check what is no image: a Dockerfile, running containers, the host.",
        subcommands = {CheckDockerfileCommand.class, CheckContainersCommand.class, CheckHostCommand.class})
final class CheckCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say 'check " + String.join("' or 'check ", spec.subcommands().keySet()) + "'");
    }
}
