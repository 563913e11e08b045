package dev.hullmark.profile;

import dev.hullmark.engine.ContainerRunner;
import dev.hullmark.engine.EngineClient;
import dev.hullmark.model.Progress;
import dev.hullmark.model.RunSettings;
import dev.hullmark.posture.Capabilities;
import dev.hullmark.profile.Comparison.Verdict;
import dev.hullmark.profile.Proof.Outcome;
import dev.hullmark.profile.Proof.Tried;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proves on a real engine that an image works with settings that take rights away: runs it as it is, runs it so, and
 * compares what it does. A container of a trial has no network but its loopback, unless the probe needs one, and is removed.
 */
public final class Prover {
    /** What programs that change their user, or the owner of files, want of root. */
    private static final List<String> OF_ROOT =
            List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "NET_BIND_SERVICE", "SETGID", "SETUID");

    private final Trial trial;
    private final Start asItIs;
    private final Observation today;
    private final Duration time;
    private final List<String> low;
    private final Progress progress;
    private final List<Tried> tried = new ArrayList<>();

    private Prover(Trial trial, Start asItIs, Observation today, Duration time, List<String> low, Progress progress) {
        this.trial = trial;
        this.asItIs = asItIs;
        this.today = today;
        this.time = time;
        this.low = low;
        this.progress = progress;
    }

    /**
     * Proves.
     *
     * @param service what is run
     * @param advised what to try
     * @param minimal whether to go on: to what works when the advice breaks, and to fewer grants when it works
     * @param time the most that a trial takes
     */
    public static Proof prove(
            EngineClient client,
            Service service,
            RunSettings advised,
            Probe probe,
            boolean minimal,
            Duration time,
            Progress progress) {
        removeLeftovers(client.runner());
        Trial trial = new Trial(client, probe);
        Start asItIs = new Start(service, Optional.empty(), probe.url().isPresent(), client.podman());
        progress.report("running the image as it is", 0, 0);
        Observation today = trial.watch(asItIs, (listening, health) -> isUp(service, listening, health), time);
        List<String> low = Listening.low(today.listening().orElse(Set.of()));
        Verdict comparable = Comparison.baseline(today);
        if (comparable.outcome() != Outcome.WORKS) {
            return new Proof(comparable.outcome(), comparable.reason(), advised, false, low, List.of());
        }
        // Podman guards low ports from who is not root, Docker does not.
        RunSettings first = advised.withLowPorts(client.podman() && !low.isEmpty());
        return new Prover(trial, asItIs, today, longer(today, time), low, progress).prove(first, minimal);
    }

    private static boolean isUp(Service service, Set<String> listening, String health) {
        return !listening.isEmpty() && listening.containsAll(service.exposed()) && !health.equals("starting");
    }

    /** With less, a program is slower: what took long today may take twice as long. */
    private static Duration longer(Observation today, Duration time) {
        Duration twice = today.settled().map(took -> took.multipliedBy(2)).orElse(time.multipliedBy(2));
        return twice.compareTo(time) > 0 ? twice : time;
    }

    /** A run that was killed could not clean up. */
    private static void removeLeftovers(ContainerRunner runner) {
        Mark here = Mark.ofProcess();
        runner.named(Mark.PREFIX).forEach((id, name) -> {
            if (here.isLeftover(
                    name, Instant.now(), pid -> ProcessHandle.of(pid).isPresent())) {
                runner.remove(id);
            }
        });
    }

    private Proof prove(RunSettings advised, boolean minimal) {
        Verdict verdict = attempt("as advised", advised);
        boolean works = verdict.outcome() == Outcome.WORKS;
        if (!minimal) {
            return new Proof(verdict.outcome(), verdict.reason(), advised, works, low, tried);
        }
        Optional<RunSettings> working = Optional.of(advised).filter(s -> works);
        if (verdict.outcome() == Outcome.BREAKS) {
            working = climb(advised);
        }
        RunSettings least = working.map(w -> reduce(w, advised)).orElse(advised);
        return new Proof(verdict.outcome(), verdict.reason(), least, working.isPresent(), low, tried);
    }

    private Verdict attempt(String what, RunSettings settings) {
        progress.report("trying it " + what, 0, 0);
        Observation seen = trial.watch(asItIs.with(settings), this::isAsToday, time);
        Verdict verdict = Comparison.of(today, seen);
        tried.add(new Tried(what, verdict.outcome(), verdict.reason()));
        return verdict;
    }

    /** A job, and what listens on nothing, is watched to the end: nothing else shows when it has done its work. */
    private boolean isAsToday(Set<String> listening, String health) {
        Set<String> then = today.listening().orElse(Set.of());
        return today.running()
                && !then.isEmpty()
                && Listening.missing(then, listening).isEmpty()
                && (!today.healthy() || health.equals("healthy"));
    }

    private boolean works(String what, RunSettings settings) {
        return attempt(what, settings).outcome() == Outcome.WORKS;
    }

    /** More and more, until it works; the last is what it has today. */
    private Optional<RunSettings> climb(RunSettings advised) {
        RunSettings writable = advised.withReadOnlyRoot(false);
        if (works("with a writable root", writable)) {
            return Optional.of(writable);
        }
        // A tmpfs hides what the image has there.
        RunSettings bare = writable.withWritablePaths(volumes(advised));
        if (!bare.equals(writable) && works("with a writable root and no tmpfs", bare)) {
            return Optional.of(bare);
        }
        RunSettings root = advised.withUser("").withCapabilities(union(advised.capabilities(), OF_ROOT));
        if (works("as the image's own user with what root uses most", root)) {
            return Optional.of(root);
        }
        RunSettings both = root.withReadOnlyRoot(false).withWritablePaths(volumes(advised));
        if (works("likewise with a writable root and no tmpfs", both)) {
            return Optional.of(both);
        }
        RunSettings all = both.withCapabilities(union(both.capabilities(), Capabilities.OF_DOCKER))
                .withNoNewPrivileges(false);
        return works("with all that an engine gives", all) ? Optional.of(all) : Optional.empty();
    }

    private List<String> volumes(RunSettings settings) {
        return settings.writablePaths().stream()
                .filter(asItIs.service().volumes()::contains)
                .toList();
    }

    /** One grant after the other is taken away; what it does without stays away. */
    private RunSettings reduce(RunSettings from, RunSettings advised) {
        RunSettings least = from;
        if (!least.noNewPrivileges()) {
            least = keep("with no-new-privileges", least, least.withNoNewPrivileges(true));
        }
        if (!least.readOnlyRoot()) {
            least = keep(
                    "with a read-only root",
                    least,
                    least.withReadOnlyRoot(true).withWritablePaths(advised.writablePaths()));
        }
        if (least.lowPorts()) {
            least = keep("with low ports guarded", least, least.withLowPorts(false));
        }
        for (String capability : from.capabilities()) {
            least = keep(
                    "without " + capability, least, least.withCapabilities(without(least.capabilities(), capability)));
        }
        for (String path : least.writablePaths()) {
            if (!asItIs.service().volumes().contains(path)) {
                least = keep(
                        (least.readOnlyRoot() ? "with " + path + " read-only" : "without a tmpfs at " + path),
                        least,
                        least.withWritablePaths(without(least.writablePaths(), path)));
            }
        }
        return least;
    }

    private RunSettings keep(String what, RunSettings before, RunSettings fewer) {
        return works(what, fewer) ? fewer : before;
    }

    private static List<String> without(List<String> all, String one) {
        return all.stream().filter(other -> !other.equals(one)).toList();
    }

    private static List<String> union(List<String> a, List<String> b) {
        List<String> all = new ArrayList<>(a);
        b.stream().filter(c -> !all.contains(c)).forEach(all::add);
        return all.stream().sorted().toList();
    }
}
