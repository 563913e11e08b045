package dev.hullmark.profile;

import dev.hullmark.profile.Proof.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Judges a trial by the image as it is run today. Pure. Never says "works" of what only looks as if. */
final class Comparison {
    /** Linux' {@code ip_local_port_range} begins here unless it is set. */
    private static final int FIRST_EPHEMERAL = 32_768;

    private Comparison() {}

    /** A verdict and its clause. */
    record Verdict(Outcome outcome, String reason) {}

    /** Whether there is something to compare with; a verdict when there is not. */
    static Verdict baseline(Observation today) {
        if (!today.refused().isEmpty()) {
            return undecided("as it is, it does not start: " + today.refused());
        }
        if (today.probe().isPresent()) {
            return today.probe().get()
                    ? new Verdict(Outcome.WORKS, "")
                    : undecided("as it is, it does not pass the probe");
        }
        if (!today.running() && today.exitCode() != 0) {
            return undecided("as it is, it ends with exit code " + today.exitCode() + said(today.last())
                    + "; it may need settings or a network");
        }
        return new Verdict(Outcome.WORKS, "");
    }

    static Verdict of(Observation today, Observation trial) {
        if (!trial.refused().isEmpty()) {
            return breaks("it does not start: " + trial.refused());
        }
        if (trial.probe().isPresent()) {
            return trial.probe().get()
                    ? new Verdict(Outcome.WORKS, "it passes the probe")
                    : breaks("it does not pass the probe" + said(trial.denial()));
        }
        if (today.running() && !trial.running()) {
            String words = trial.denial().isEmpty() ? trial.last() : trial.denial();
            return breaks("it ends with exit code " + trial.exitCode() + said(words));
        }
        if (!today.running()) {
            return ended(today, trial);
        }
        return running(today, trial);
    }

    private static Verdict ended(Observation today, Observation trial) {
        if (trial.running()) {
            return undecided("as it is, it ends with exit code 0, and now it still ran when the watch ended");
        }
        if (trial.exitCode() != 0) {
            String words = trial.denial().isEmpty() ? trial.last() : trial.denial();
            return breaks("it ends with exit code " + trial.exitCode() + said(words));
        }
        return trial.words().equals(today.words()) && !today.words().isEmpty()
                ? new Verdict(Outcome.WORKS, "it ends with exit code 0 and says the same as it is")
                : undecided("it ends with exit code 0, but whether its work was done does not show; give a probe");
    }

    private static Verdict running(Observation today, Observation trial) {
        if (today.listening().isEmpty() || trial.listening().isEmpty()) {
            return undecided("it runs; what it listens on can't be seen from here");
        }
        Set<String> missing = missing(today.listening().get(), trial.listening().get());
        String denial = today.denial().isEmpty() ? trial.denial() : "";
        if (!missing.isEmpty()) {
            return breaks("it does not listen on " + String.join(", ", missing) + said(denial));
        }
        for (Map.Entry<String, Integer> program : today.processes().entrySet()) {
            if (!trial.processes().containsKey(program.getKey())) {
                return undecided("it listens, but " + program.getKey() + " does not run" + said(denial));
            }
        }
        if (!denial.isEmpty()) {
            return undecided("it runs and listens, but was denied something" + said(denial));
        }
        return today.listening().get().isEmpty()
                ? undecided("it runs as long as it was watched, and listens on nothing; give a probe")
                : new Verdict(
                        Outcome.WORKS,
                        "it runs and listens on "
                                + String.join(
                                        ", ", new TreeSet<>(today.listening().get())) + ", as it is");
    }

    /**
     * What today listens and now does not. A port that the kernel chose is another at each start: one such stands for any
     * other of its protocol.
     */
    static Set<String> missing(Set<String> today, Set<String> now) {
        Set<String> missing = new TreeSet<>(today);
        missing.removeAll(now);
        List<String> others = new ArrayList<>(now);
        others.removeAll(today);
        others.removeIf(port -> !isEphemeral(port));
        missing.removeIf(port -> isEphemeral(port)
                && others.stream()
                        .filter(other -> protocol(other).equals(protocol(port)))
                        .findFirst()
                        .filter(others::remove)
                        .isPresent());
        return missing;
    }

    private static boolean isEphemeral(String port) {
        return Integer.parseInt(port.substring(0, port.indexOf('/'))) >= FIRST_EPHEMERAL;
    }

    private static String protocol(String port) {
        return port.substring(port.indexOf('/') + 1);
    }

    private static String said(String words) {
        return words.isEmpty() ? "" : ", saying: " + words;
    }

    private static Verdict breaks(String reason) {
        return new Verdict(Outcome.BREAKS, reason);
    }

    private static Verdict undecided(String reason) {
        return new Verdict(Outcome.UNDECIDED, reason);
    }
}
