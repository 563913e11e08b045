package dev.hullmark.cli;

/** What the program's exit code says. */
final class ExitCode {
    /** Done, and within policy. */
    static final int DONE = 0;

    /** Done; a policy the user set is violated. */
    static final int VIOLATED = 1;

    /** Wrong usage, or the job could not be done. */
    static final int FAILED = 2;

    private ExitCode() {}
}
