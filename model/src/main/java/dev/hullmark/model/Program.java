package dev.hullmark.model;

import java.util.Locale;

/**
 * A program that a check asks for, or what a script or configuration says of one.
 *
 * @param kind which of these
 * @param name the program's, without directory: {@code gosu}
 * @param user whom it changes to, as written there, or ""
 * @param evidence the file, and the line where one is meant
 */
public record Program(Kind kind, String name, String user, Evidence evidence) {
    public enum Kind {
        /** It is there, as a file or a link. */
        INSTALLED,
        /** A script calls it to become the user. */
        DROPS,
        /** The same, only after the script asked who it runs as: started as somebody else it goes on without. */
        DROPS_IF_ROOT,
        /** A script starts whatever words it is given. */
        PASSES_ON,
        /** No program, but a file or link in a directory that a server writes, which a mount would hide. */
        SCRATCH_FILE,
        /** The same, a directory. */
        SCRATCH_DIRECTORY,
        /** A configuration of it names the user of its workers. */
        WORKERS;

        /** As our JSON writes it: {@code drops-if-root}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Program in(LayerInfo info) {
        return new Program(kind, name, user, evidence.in(info));
    }
}
