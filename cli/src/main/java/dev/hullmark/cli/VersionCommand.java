package dev.hullmark.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Print Hullmark's version.")
final class VersionCommand implements Runnable {
    @Mixin
    private HelpOption help = new HelpOption();

    @Override
    public void run() {
        System.out.println("hullmark " + Version.TEXT);
    }
}
