package dev.hullmark.server.work;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What an operator should read, a line each, on standard error. */
public final class Log {
    private Log() {}

    public static void problem(String sentence) {
        say("problem: " + sentence);
    }

    public static void say(String sentence) {
        StringBuilder line = new StringBuilder();
        sentence.codePoints().limit(2000).forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        System.err.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }
}
