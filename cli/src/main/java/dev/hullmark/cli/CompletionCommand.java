package dev.hullmark.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh.",
        footer = {"", "Example:", "  source <(hullmark completion)"})
final class CompletionCommand implements Runnable {
    @Override
    public void run() {
        System.out.print(AutoComplete.bash("hullmark", Commands.lineFor()));
    }
}
