package dev.hullmark.profile;

import dev.hullmark.profile.Proof.Outcome;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Judges a trial by the image as it is run today. Pure. Never says "works" of what only looks as if. */
final class Comparison {
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
        String denial = trial.denial(today);
        if (today.running() && !trial.running()) {
            return ends(trial, denial);
        }
        if (trial.probe().isPresent()) {
            return trial.probe().get()
                    ? new Verdict(Outcome.WORKS, "it passes the probe")
                    : breaks("it does not pass the probe" + said(denial));
        }
        return today.running() ? running(today, trial, denial) : ended(today, trial, denial);
    }

    private static Verdict ended(Observation today, Observation trial, String denial) {
        if (trial.running()) {
            return undecided("as it is, it ends with exit code 0, and now it still ran when the watch ended");
        }
        if (trial.exitCode() != 0) {
            return ends(trial, denial);
        }
        return trial.words().equals(today.words()) && !today.words().isEmpty()
                ? new Verdict(Outcome.WORKS, "it ends with exit code 0 and says the same as it is")
                : undecided("it ends with exit code 0, but whether its work was done does not show; give a probe");
    }

    private static Verdict running(Observation today, Observation trial, String denial) {
        if (today.listening().isEmpty() || trial.listening().isEmpty()) {
            return undecided("it runs; what it listens on can't be seen from here");
        }
        Set<String> ports = new TreeSet<>(today.listening().get());
        Set<String> missing = Listening.missing(ports, trial.listening().get());
        if (!missing.isEmpty()) {
            String told = Listening.told(missing, trial.listening().get()) + said(denial);
            return trial.settled().isPresent()
                    ? breaks("it does not listen on " + told)
                    : undecided("its ports still changed when the watch ended; it did not listen on " + told);
        }
        if (today.healthy() && !trial.healthy()) {
            return trial.health().equals("unhealthy")
                    ? breaks("its health check fails" + said(denial))
                    : undecided("its health check had not passed when the watch ended" + said(denial));
        }
        for (Map.Entry<String, Integer> program : today.processes().entrySet()) {
            int now = trial.processes().getOrDefault(program.getKey(), 0);
            if (now < program.getValue()) {
                return undecided("it listens, but " + program.getKey()
                        + (now == 0 ? " does not run" : " runs " + now + " times, not " + program.getValue())
                        + said(denial));
            }
        }
        if (!denial.isEmpty()) {
            return undecided("it runs and listens, but was denied something" + said(denial));
        }
        return ports.isEmpty()
                ? undecided("it runs as long as it was watched, and listens on nothing; give a probe")
                : new Verdict(Outcome.WORKS, "it runs and listens on " + String.join(", ", ports) + ", as it is");
    }

    private static Verdict ends(Observation trial, String denial) {
        return breaks("it ends with exit code " + trial.exitCode() + said(denial.isEmpty() ? trial.last() : denial));
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
