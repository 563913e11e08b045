package dev.hullmark.posture.host;

import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.host.EngineFacts.Mode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Section 2: how the engine is set. */
final class DaemonChecks {
    private DaemonChecks() {}

    /** Drivers whose logs stay on the host, where no one else takes them away. */
    private static final Set<String> LOCAL_LOGS = Set.of("json-file", "local", "none");

    /** How engines call their own profile: Docker up to 20.10, and from 23. */
    private static final Set<String> OWN_PROFILE = Set.of("default", "builtin");

    static void addTo(Map<String, Function<HostFacts, Judgement>> all) {
        engine(
                all,
                "2.1",
                e -> e.mode() == Mode.ROOTLESS
                        ? Judgement.PASS
                        : Judgement.info(e.mode().says()));
        all.put("2.2", DaemonChecks::icc);
        all.put("2.3", DaemonChecks::logLevel);
        setting(all, "2.4", "iptables", d -> d.is("iptables", false), "iptables is false");
        all.put("2.5", DaemonChecks::insecureRegistries);
        told(
                all,
                "2.6",
                "its storage driver",
                EngineFacts::storageDriver,
                driver -> Judgement.failIf(driver.equals("aufs"), driver));
        daemon(all, "2.7", "host", DaemonChecks::tls);
        daemon(
                all,
                "2.8",
                "default-ulimit",
                d -> d.all("default-ulimit").isEmpty() ? Judgement.info("none is set") : Judgement.PASS);
        engine(all, "2.9", e -> Judgement.failIf(e.mode() == Mode.ROOTFUL, "no user namespace is in use"));
        setting(all, "2.10", "cgroup-parent", d -> !d.value("cgroup-parent").isEmpty(), "cgroup-parent is set");
        setting(
                all,
                "2.11",
                "storage-opt",
                d -> d.all("storage-opt").stream().anyMatch(o -> o.startsWith("dm.basesize")),
                "dm.basesize is set");
        all.put("2.12", DaemonChecks::authorization);
        told(
                all,
                "2.13",
                "its log driver",
                EngineFacts::loggingDriver,
                driver -> Judgement.failIf(LOCAL_LOGS.contains(driver), "the log driver is " + driver));
        all.put("2.14", f -> podman(f).orElseGet(() -> noNewPrivileges(f)
                .map(taken -> Judgement.failIf(!taken, "no-new-privileges is not true"))
                .orElse(Judgement.unknown(f.daemon().doubt("no-new-privileges")))));
        engine(all, "2.15", DaemonChecks::liveRestore);
        setting(all, "2.16", "userland-proxy", d -> !d.is("userland-proxy", false), "userland-proxy is not false");
        engine(all, "2.17", DaemonChecks::seccomp);
        engine(
                all,
                "2.18",
                e -> Judgement.info("experimental features are " + (e.experimental() ? "on" : "off")
                        + "; the benchmark's check is of engines before 19.03"));
    }

    /** A check of what the engine says of itself. */
    private static void engine(
            Map<String, Function<HostFacts, Judgement>> all, String id, Function<EngineFacts, Judgement> check) {
        all.put(id, f -> f.engine().answered() ? check.apply(f.engine()) : EngineFacts.NOT_ASKED);
    }

    /** A check of one thing the engine says of itself, unless it says nothing. */
    private static void told(
            Map<String, Function<HostFacts, Judgement>> all,
            String id,
            String what,
            Function<EngineFacts, String> asked,
            Function<String, Judgement> check) {
        engine(
                all,
                id,
                e -> asked.apply(e).isEmpty()
                        ? Judgement.unknown("the engine does not tell " + what)
                        : check.apply(asked.apply(e)));
    }

    private static Optional<Judgement> podman(HostFacts f) {
        return f.engine().podman()
                ? Optional.of(Judgement.notApplicable("the engine is Podman, which has no such setting"))
                : Optional.empty();
    }

    /** A check of how dockerd was told to run. */
    private static void daemon(
            Map<String, Function<HostFacts, Judgement>> all,
            String id,
            String flag,
            Function<Daemon, Judgement> check) {
        all.put(id, f -> podman(f).orElseGet(() -> certain(f.daemon(), flag, check)));
    }

    private static Judgement certain(Daemon daemon, String flag, Function<Daemon, Judgement> check) {
        String doubt = daemon.doubt(flag);
        return doubt.isEmpty() ? check.apply(daemon) : Judgement.unknown(doubt);
    }

    private static void setting(
            Map<String, Function<HostFacts, Judgement>> all,
            String id,
            String flag,
            Predicate<Daemon> bad,
            String detail) {
        daemon(all, id, flag, d -> Judgement.failIf(bad.test(d), detail));
    }

    /** What the default bridge allows is in force; what was written may not be. */
    private static Judgement icc(HostFacts f) {
        String detail = "icc is not false";
        Optional<Boolean> inForce = f.engine().networks().flatMap(EngineFacts.Networks::icc);
        return podman(f)
                .or(() -> inForce.map(open -> Judgement.failIf(open, detail)))
                .orElseGet(() -> certain(f.daemon(), "icc", d -> Judgement.failIf(!d.is("icc", false), detail)));
    }

    private static Judgement logLevel(HostFacts f) {
        if (f.engine().debug() && !f.engine().podman()) {
            return Judgement.fail("debug is on");
        }
        return podman(f)
                .orElseGet(() -> certain(f.daemon(), "log-level", d -> {
                    boolean usual =
                            Set.of("", "info").contains(d.value("log-level").toLowerCase(Locale.ROOT));
                    return d.is("debug", true)
                            ? Judgement.fail("debug is on")
                            : Judgement.failIf(!usual, "log-level is not info");
                }));
    }

    /** Whether the engine takes new privileges from every container; engines from 23 say so themselves. */
    static Optional<Boolean> noNewPrivileges(HostFacts f) {
        String flag = "no-new-privileges";
        if (f.engine().security().has(flag)) {
            return Optional.of(true);
        }
        if (f.engine().podman()) {
            return Optional.of(false);
        }
        return f.daemon().doubt(flag).isEmpty() ? Optional.of(f.daemon().is(flag, true)) : Optional.empty();
    }

    private static Judgement insecureRegistries(HostFacts f) {
        List<String> told = f.daemon().all("insecure-registry");
        Optional<List<String>> inForce = f.engine().insecureRegistries();
        List<String> bad = inForce.filter(registries -> !registries.isEmpty()).orElse(told);
        if (!bad.isEmpty()) {
            return Judgement.fail("without checked TLS", bad);
        }
        if (f.engine().podman()) {
            return Judgement.unknown("Podman keeps them in registries.conf, which is not read");
        }
        if (f.engine().answered()) {
            return inForce.isPresent() ? Judgement.PASS : Judgement.unknown("the engine does not tell its registries");
        }
        return f.daemon().doubt("insecure-registry").isEmpty() ? Judgement.PASS : EngineFacts.NOT_ASKED;
    }

    private static Judgement tls(Daemon daemon) {
        List<String> open = Listening.open(daemon.hosts());
        if (open.isEmpty()) {
            return Judgement.notApplicable("dockerd does not listen on TCP");
        }
        return certain(daemon, "tlsverify", d -> proven(d, open));
    }

    private static Judgement proven(Daemon daemon, List<String> open) {
        if (daemon.is("tlsverify", true)) {
            return Judgement.PASS;
        }
        return Judgement.fail(daemon.is("tls", true) ? "TLS without proof of who calls" : "no TLS", open);
    }

    private static Judgement authorization(HostFacts f) {
        if (!f.engine().answered()) {
            return EngineFacts.NOT_ASKED;
        }
        return podman(f)
                .or(() -> f.engine().authorization().map(used -> Judgement.failIf(!used, "no authorization plugin")))
                .orElse(Judgement.unknown("the engine does not tell its plugins"));
    }

    private static Judgement liveRestore(EngineFacts engine) {
        if (engine.podman()) {
            return Judgement.notApplicable("Podman's containers do not stop with it");
        }
        if (engine.swarm().active() && !engine.liveRestore()) {
            return Judgement.notApplicable("swarm mode does not allow it");
        }
        return Judgement.failIf(!engine.liveRestore(), "");
    }

    private static Judgement seccomp(EngineFacts engine) {
        return engine.security()
                .seccompProfile()
                .map(profile ->
                        OWN_PROFILE.contains(profile) ? Judgement.PASS : Judgement.info("the profile is " + profile))
                .orElse(Judgement.info("the engine tells of no seccomp"));
    }
}
