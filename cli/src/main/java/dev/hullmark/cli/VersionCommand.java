package dev.hullmark.cli;

import picocli.CommandLine.Command;

@Command(name = "version", description = "Print Hullmark's version.")
final class VersionCommand implements Runnable {
    @Override
    public void run() {
        System.out.println("hullmark " + Version.TEXT);
    }
}
