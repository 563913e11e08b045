package dev.hullmark.sensor.bpf;

/** The kernel's verifier does not let a program run; {@link #log} has its reasons. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String log;

    RefusedException(Code code, String log, Exception cause) {
        super("the kernel refuses the program " + code.name() + ": " + lastLine(log), cause);
        this.log = log;
    }

    /** What the verifier wrote: instructions and what it knew before each, the reason last. */
    public String log() {
        return log;
    }

    /** The last line but the statistics. */
    private static String lastLine(String log) {
        String last = "no reason given";
        for (String line : log.lines().toList()) {
            if (!line.startsWith("processed ") && !line.isBlank()) {
                last = line;
            }
        }
        return last;
    }
}
