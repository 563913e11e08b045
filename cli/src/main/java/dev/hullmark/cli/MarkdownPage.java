package dev.hullmark.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The reference as docs/reference.md. */
final class MarkdownPage {
    private final StringBuilder page = new StringBuilder();

    private MarkdownPage() {}

    static String of(Reference reference) {
        MarkdownPage markdown = new MarkdownPage();
        markdown.write(reference);
        return markdown.page.toString();
    }

    private void write(Reference reference) {
        line("# Reference");
        line("");
        line("Made by `./hullmark reference markdown > docs/reference.md`; don't edit it. " + reference.description());
        line("");
        line("Options of every command:");
        entries("option", reference.common());
        for (Reference.Chapter chapter : reference.commands()) {
            line("");
            line("## `" + chapter.name() + chapter.arguments() + "`");
            line("");
            line(escape(chapter.description()));
            entries("argument", chapter.entries());
            if (!chapter.examples().isEmpty()) {
                line("");
                line("```");
                chapter.examples().forEach(this::line);
                line("```");
            }
        }
        settings();
        part("Environment", "variable", Reference.ENVIRONMENT);
        part("Files", "path", Reference.FILES);
        part("Exit codes", "code", Reference.EXIT_CODES);
    }

    private void settings() {
        line("");
        line("## Settings");
        line("");
        line(
                "The configuration file's keys, and the variables that say the same. See [configuration](configuration.md).");
        CommandLine root = Commands.lineFor();
        for (Section section : Section.all()) {
            line("");
            line("### `" + section.name() + "`");
            line("");
            line(section.about() + ".");
            line("");
            line("| key | option | default | variable |");
            line("|---|---|---|---|");
            for (Property property : section.properties()) {
                OptionSpec option = Reference.option(root, section, property);
                String usual = Reference.usual(option);
                String shown = option.arity().max() == 0 ? "`false`" : usual.isEmpty() ? "" : "`" + usual + "`";
                line("| `" + property.key() + "` | `" + String.join("`, `", property.options()) + "` | " + shown
                        + " | `" + property.variable(section) + "` |");
            }
        }
    }

    private void part(String title, String term, List<Reference.Entry> entries) {
        line("");
        line("## " + title);
        entries(term, entries);
    }

    private void entries(String term, List<Reference.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        line("");
        line("| " + term + " | |");
        line("|---|---|");
        entries.forEach(entry -> line("| `" + escape(entry.term()) + "` | " + escape(entry.text()) + " |"));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String escape(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
