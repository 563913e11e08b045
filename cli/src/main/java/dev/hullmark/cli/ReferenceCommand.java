package dev.hullmark.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "reference",
        description = "Print everything there is to say about commands, options and settings.",
        footer = {
            "",
            "Examples:",
            "  hullmark reference man | man -l -        read the manual page",
            "  hullmark reference markdown              the same for docs/reference.md"
        })
final class ReferenceCommand implements Runnable {
    enum Form {
        MAN,
        MARKDOWN
    }

    @Parameters(paramLabel = "FORM", description = "man (troff) or markdown.")
    private Form form = Form.MAN;

    @Override
    public void run() {
        Reference reference = Reference.of(Commands.lineFor());
        System.out.print(
                switch (form) {
                    case MAN -> ManPage.of(reference, Version.TEXT);
                    case MARKDOWN -> MarkdownPage.of(reference);
                });
    }
}
