package dev.hullmark.server;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What an operator should read, a line each, on standard error. */
final class Log {
    private Log() {}

    static void problem(String sentence) {
        say("problem: " + sentence);
    }

    static void say(String sentence) {
        StringBuilder line = new StringBuilder();
        sentence.codePoints().limit(2000).forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        System.err.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }
}
