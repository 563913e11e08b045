package dev.hullmark.posture.host;

import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.host.EngineFacts.Mode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Section 2: how the engine is set. */
final class DaemonChecks {
    private DaemonChecks() {}

    /** Drivers whose logs stay on the host, where no one else takes them away. */
    private static final Set<String> LOCAL_LOGS = Set.of("json-file", "local", "none");

    private static final String SECCOMP = "name=seccomp,profile=";

    /** How engines call their own profile: Docker up to 20.10, and from 23. */
    private static final Set<String> OWN_PROFILE = Set.of("default", "builtin");

    static void addTo(Map<String, Function<HostFacts, Judgement>> all) {
        engine(
                all,
                "2.1",
                e -> e.mode() == Mode.ROOTLESS
                        ? Judgement.PASS
                        : Judgement.info(e.mode().says()));
        setting(all, "2.2", d -> !d.is("icc", false), "icc is not false");
        setting(all, "2.3", d -> !Set.of("", "info").contains(d.value("log-level")), "log-level is not info");
        setting(all, "2.4", d -> d.is("iptables", false), "iptables is false");
        all.put("2.5", DaemonChecks::insecureRegistries);
        engine(all, "2.6", e -> Judgement.failIf(e.storageDriver().equals("aufs"), "aufs"));
        daemon(all, "2.7", DaemonChecks::tls);
        daemon(all, "2.8", d -> d.all("default-ulimit").isEmpty() ? Judgement.info("none is set") : Judgement.PASS);
        engine(all, "2.9", e -> Judgement.failIf(e.mode() == Mode.ROOTFUL, "no user namespace is in use"));
        setting(all, "2.10", d -> !d.value("cgroup-parent").isEmpty(), "cgroup-parent is set");
        setting(
                all,
                "2.11",
                d -> d.all("storage-opt").stream().anyMatch(o -> o.startsWith("dm.basesize")),
                "dm.basesize is set");
        all.put("2.12", DaemonChecks::authorization);
        engine(
                all,
                "2.13",
                e -> Judgement.failIf(
                        LOCAL_LOGS.contains(e.loggingDriver()), "the log driver is " + e.loggingDriver()));
        setting(all, "2.14", d -> !d.is("no-new-privileges", true), "no-new-privileges is not true");
        engine(all, "2.15", DaemonChecks::liveRestore);
        setting(all, "2.16", d -> !d.is("userland-proxy", false), "userland-proxy is not false");
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

    /** A check of how dockerd was told to run. */
    private static void daemon(
            Map<String, Function<HostFacts, Judgement>> all, String id, Function<Daemon, Judgement> check) {
        all.put(id, f -> {
            if (f.engine().podman() && !f.daemon().running()) {
                return Judgement.notApplicable("the engine is Podman, which has no such setting");
            }
            return f.daemon().unknown().isEmpty()
                    ? check.apply(f.daemon())
                    : Judgement.unknown(f.daemon().unknown());
        });
    }

    private static void setting(
            Map<String, Function<HostFacts, Judgement>> all, String id, Predicate<Daemon> bad, String detail) {
        daemon(all, id, d -> Judgement.failIf(bad.test(d), detail));
    }

    private static Judgement insecureRegistries(HostFacts f) {
        List<String> told = f.daemon().all("insecure-registry");
        List<String> inForce = f.engine().insecureRegistries();
        if (!told.isEmpty() || !inForce.isEmpty()) {
            return Judgement.fail("without checked TLS", inForce.isEmpty() ? told : inForce);
        }
        boolean known = f.engine().answered() || f.daemon().unknown().isEmpty();
        return known ? Judgement.PASS : EngineFacts.NOT_ASKED;
    }

    private static Judgement tls(Daemon daemon) {
        List<String> open = daemon.all("host").stream()
                .filter(host -> !host.startsWith("unix://") && !host.startsWith("fd://"))
                .toList();
        if (open.isEmpty()) {
            return Judgement.notApplicable("dockerd does not listen on TCP");
        }
        if (daemon.is("tlsverify", true)) {
            return Judgement.PASS;
        }
        return Judgement.fail(daemon.is("tls", true) ? "TLS without proof of who calls" : "no TLS", open);
    }

    private static Judgement authorization(HostFacts f) {
        if (f.engine().podman()) {
            return Judgement.notApplicable("the engine is Podman, which has no such setting");
        }
        if (f.engine().authorization()
                || !f.daemon().value("authorization-plugin").isEmpty()) {
            return Judgement.PASS;
        }
        return f.engine().answered() ? Judgement.fail("no authorization plugin") : EngineFacts.NOT_ASKED;
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
        for (String option : engine.securityOptions()) {
            if (option.startsWith(SECCOMP)) {
                String profile = option.substring(SECCOMP.length());
                return OWN_PROFILE.contains(profile) ? Judgement.PASS : Judgement.info("the profile is " + profile);
            }
        }
        return Judgement.info("the engine tells of no seccomp");
    }
}
