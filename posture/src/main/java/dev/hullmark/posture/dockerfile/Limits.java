package dev.hullmark.posture.dockerfile;

/** Bounds on what a Dockerfile may cost; what lies beyond them is said to be unread. */
final class Limits {
    private Limits() {}

    /** Bytes read of a Dockerfile; the largest seen in the wild are some hundred kilobytes. */
    static final int FILE = 4 << 20;

    /** Instructions, over all stages. */
    static final int INSTRUCTIONS = 20_000;

    /** Stages of a build. */
    static final int STAGES = 1_000;

    /** Variables known in one stage. */
    static final int VARIABLES = 1_000;

    /** Characters of one text after its variables are filled in, and of all of them together. */
    static final int EXPANDED = 64 << 10;

    static final int EXPANDED_ALL = 16 << 20;

    /** Nested {@code ${a:-${b}}}, and nested commands in a shell's text. */
    static final int DEPTH = 10;

    /** Here-documents of one instruction, and of one text of the shell's. */
    static final int HEREDOCS = 100;

    /** Commands of the shell, over all instructions. */
    static final int COMMANDS = 100_000;

    /** What could not be read that is told of. */
    static final int PROBLEMS = 50;

    /** Places that one rule tells of. */
    static final int HITS = 100;

    /** Characters of the file that a sentence quotes. */
    static final int QUOTED = 80;
}
