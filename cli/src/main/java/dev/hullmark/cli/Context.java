package dev.hullmark.cli;

import dev.hullmark.model.Progress;
import java.util.Map;

/** What a command gets from outside: where state lives, who watches, and how progress is shown. */
record Context(Home home, Terminal terminal, ProgressLine line) implements AutoCloseable {
    static Context of(boolean quiet) {
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.of(environment);
        ProgressLine line = new ProgressLine(System.err, terminal.progressIsSeen() && !quiet, terminal.width());
        return new Context(Home.of(environment), terminal, line);
    }

    Progress progress() {
        return line;
    }

    /** Says a sentence to the person, on standard error, without disturbing the progress line. */
    void say(String sentence) {
        line.close();
        System.err.println("hullmark: " + Terminal.sentence(sentence));
    }

    @Override
    public void close() {
        line.close();
    }
}
