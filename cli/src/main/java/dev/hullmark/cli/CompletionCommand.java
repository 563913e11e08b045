package dev.hullmark.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh.",
        footer = {"", "Example:", "  source <(hullmark completion)"})
final class CompletionCommand implements Runnable {
    @Mixin
    private HelpOption help = new HelpOption();

    @Override
    public void run() {
        System.out.print(AutoComplete.bash("hullmark", Commands.lineFor()));
    }
}
