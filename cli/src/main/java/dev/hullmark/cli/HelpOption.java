package dev.hullmark.cli;

import picocli.CommandLine.Option;

/** {@code --help}, alike everywhere. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and exit.")
    private boolean requested;
}
