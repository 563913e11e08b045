package dev.hullmark.cli;

import java.util.List;

/** The reference as a manual page, with the macros of man(7) that groff and mandoc share. */
final class ManPage {
    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    static String of(Reference reference, String version) {
        ManPage man = new ManPage();
        man.page
                .append(".TH HULLMARK 1 \"\" \"Hullmark ")
                .append(escape(version))
                .append("\" \"User Commands\"\n");
        man.section("NAME");
        man.line("hullmark - container security scanner");
        man.section("SYNOPSIS");
        man.page.append(".B hullmark\n.I COMMAND\n[\n.I OPTIONS\n]\n");
        man.section("DESCRIPTION");
        man.line(reference.description());
        man.section("COMMON OPTIONS");
        man.entries(reference.common());
        man.section("COMMANDS");
        for (Reference.Chapter chapter : reference.commands()) {
            man.page
                    .append(".SS \"")
                    .append(quoted(chapter.name() + chapter.arguments()))
                    .append("\"\n");
            man.line(chapter.description());
            man.entries(chapter.entries());
            man.examples(chapter.examples());
        }
        man.section("CONFIGURATION");
        man.line("A YAML file of sections and keys; each stands for the option described. The command line beats the"
                + " environment, which beats the file; --OPTION=false takes a switch back.");
        man.entries(reference.settings());
        man.section("ENVIRONMENT");
        man.entries(Reference.ENVIRONMENT);
        man.section("FILES");
        man.entries(Reference.FILES);
        man.section("EXIT STATUS");
        man.entries(Reference.EXIT_CODES);
        return man.page.toString();
    }

    private void section(String name) {
        page.append(".SH \"").append(name).append("\"\n");
    }

    private void line(String text) {
        page.append(escape(text)).append('\n');
    }

    private void entries(List<Reference.Entry> entries) {
        for (Reference.Entry entry : entries) {
            page.append(".TP\n\\fB").append(escape(entry.term())).append("\\fR\n");
            line(entry.text());
        }
    }

    private void examples(List<String> examples) {
        if (examples.isEmpty()) {
            return;
        }
        page.append(".PP\nExamples:\n.PP\n.nf\n.RS\n");
        examples.forEach(this::line);
        page.append(".RE\n.fi\n");
    }

    /** What troff would take for its own; a hyphen that is meant to be typed is not one that ends a line. */
    private static String escape(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "\\[u2026]");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }

    private static String quoted(String text) {
        return escape(text).replace("\"", "\\(dq");
    }
}
