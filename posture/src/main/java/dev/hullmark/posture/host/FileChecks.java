package dev.hullmark.posture.host;

import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Judgement.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Sections 1.1 (what is audited) and 3 (whose files are whose). */
final class FileChecks {
    static final String PODMAN = "/usr/bin/podman";

    private FileChecks() {}

    static void addTo(Map<String, Function<HostFacts, Judgement>> all) {
        all.put(
                "1.1.3",
                f -> program(f).isEmpty()
                        ? Judgement.unknown("which program runs can't be seen")
                        : audited(f, program(f)));
        audited(all, "1.1.4", f -> firstThere(f, "/run/containerd", "/run/docker/containerd"));
        audited(
                all,
                "1.1.5",
                f -> f.engine().rootDir().isEmpty()
                        ? "/var/lib/docker"
                        : f.engine().rootDir());
        audited(all, "1.1.6", f -> "/etc/docker");
        audited(all, "1.1.7", f -> unit(f, "docker.service"));
        audited(all, "1.1.8", HostFacts::containerdSocket);
        audited(all, "1.1.9", f -> unit(f, "docker.socket"));
        audited(all, "1.1.10", f -> "/etc/default/docker");
        audited(all, "1.1.11", f -> f.daemon().configFile());
        audited(all, "1.1.12", f -> "/etc/containerd/config.toml");
        audited(all, "1.1.13", f -> "/etc/sysconfig/docker");
        audited(all, "1.1.14", f -> "/usr/bin/containerd");
        audited(all, "1.1.15", f -> "/usr/bin/containerd-shim");
        audited(all, "1.1.16", f -> "/usr/bin/containerd-shim-runc-v1");
        audited(all, "1.1.17", f -> "/usr/bin/containerd-shim-runc-v2");
        audited(all, "1.1.18", f -> firstThere(f, "/usr/bin/runc", "/usr/sbin/runc"));

        both(all, "3.1", "3.2", f -> unit(f, "docker.service"), 0644);
        both(all, "3.3", "3.4", f -> unit(f, "docker.socket"), 0644);
        both(all, "3.5", "3.6", f -> "/etc/docker", 0755);
        all.put("3.7", f -> certificates(f, file -> file.uid() == 0 && file.gid() == 0, "belongs to another"));
        all.put("3.8", f -> certificates(f, file -> file.atMost(0444), "is wider than 444"));
        both(all, "3.9", "3.10", f -> tls(f, "tlscacert"), 0444);
        both(all, "3.11", "3.12", f -> tls(f, "tlscert"), 0444);
        both(all, "3.13", "3.14", f -> tls(f, "tlskey"), 0400);
        all.put("3.15", f -> sockets(f, path -> socketOwner(f, path)));
        all.put("3.16", f -> sockets(f, path -> mode(f, path, 0660)));
        both(all, "3.17", "3.18", f -> f.daemon().configFile(), 0644);
        both(all, "3.19", "3.20", f -> "/etc/default/docker", 0644);
        both(all, "3.22", "3.21", f -> "/etc/sysconfig/docker", 0644);
        both(all, "3.23", "3.24", HostFacts::containerdSocket, 0660);
    }

    private static String program(HostFacts f) {
        if (f.engine().podman()) {
            return PODMAN;
        }
        return f.daemon().running() ? f.daemon().program() : "/usr/bin/dockerd";
    }

    private static String tls(HostFacts f, String flag) {
        return f.daemon().tls().files().getOrDefault(flag, "");
    }

    private static String unit(HostFacts f, String name) {
        return f.units().getOrDefault(name, name);
    }

    private static String firstThere(HostFacts f, String usual, String other) {
        boolean seen = f.files().containsKey(usual) || f.gaps().containsKey(usual);
        return !seen && (f.files().containsKey(other) || f.gaps().containsKey(other)) ? other : usual;
    }

    private static void audited(
            Map<String, Function<HostFacts, Judgement>> all, String id, Function<HostFacts, String> which) {
        all.put(id, f -> audited(f, which.apply(f)));
    }

    private static Judgement audited(HostFacts f, String path) {
        return there(f, path)
                .or(() -> unseenBelow(f, "/etc/audit").map(Judgement::unknown))
                .orElseGet(() ->
                        Judgement.failIf(!f.audit().watch(file(f, path).real()), "no audit rule watches " + path));
    }

    private static void both(
            Map<String, Function<HostFacts, Judgement>> all,
            String owner,
            String mode,
            Function<HostFacts, String> which,
            int allowed) {
        all.put(owner, f -> there(f, which.apply(f)).orElseGet(() -> owned(f, which.apply(f))));
        all.put(mode, f -> mode(f, which.apply(f), allowed));
    }

    private static Judgement owned(HostFacts f, String path) {
        FileFact file = file(f, path);
        return Judgement.failIf(file.uid() != 0 || file.gid() != 0, belongs(file));
    }

    private static String belongs(FileFact file) {
        return file.path() + " belongs to " + file.owner() + ":" + file.group();
    }

    private static Judgement mode(HostFacts f, String path, int allowed) {
        return there(f, path).orElseGet(() -> {
            FileFact file = file(f, path);
            return Judgement.failIf(!file.atMost(allowed), path + " has " + file.octal());
        });
    }

    /** An engine may listen at several: the worst counts, and one that can't be seen is no pass. */
    private static Judgement sockets(HostFacts f, Function<String, Judgement> check) {
        List<Judgement> all = f.sockets().stream().map(check).toList();
        return Stream.of(Standing.FAIL, Standing.UNKNOWN, Standing.PASS)
                .flatMap(standing -> all.stream().filter(judged -> judged.standing() == standing))
                .findFirst()
                .orElseGet(all::getFirst);
    }

    private static Judgement socketOwner(HostFacts f, String path) {
        if (f.engine().mode() == EngineFacts.Mode.ROOTLESS) {
            return Judgement.notApplicable("an engine without root has its socket from its user");
        }
        return there(f, path).orElseGet(() -> {
            FileFact file = file(f, path);
            String told = f.daemon().value("group");
            String group = told.isEmpty() ? EngineGroup.USUAL : told;
            String number = Integer.toString(file.gid());
            boolean listed = !f.engine().podman() && f.groups().containsKey(group);
            int expected = listed ? f.groups().getOrDefault(group, 0) : 0;
            if (file.uid() == 0 && (Set.of(file.group(), number).contains(group) || file.gid() == expected)) {
                return Judgement.PASS;
            }
            boolean nameless = file.group().equals(number) && !listed;
            return file.uid() == 0 && nameless
                    ? Judgement.unknown("the group " + number + " of " + path + " has no name here")
                    : Judgement.fail(belongs(file));
        });
    }

    private static Judgement certificates(HostFacts f, Predicate<FileFact> good, String otherwise) {
        List<String> bad = f.certificates().stream()
                .filter(path -> f.files().containsKey(path) && !good.test(file(f, path)))
                .toList();
        if (!bad.isEmpty()) {
            return Judgement.fail("a certificate " + otherwise, bad);
        }
        Optional<String> unseen = unseen(f, "/etc/docker").or(() -> unseenBelow(f, "/etc/docker/certs.d"));
        if (unseen.isPresent()) {
            return Judgement.unknown(unseen.get());
        }
        return f.certificates().isEmpty()
                ? Judgement.notApplicable("there is no certificate in /etc/docker/certs.d")
                : Judgement.PASS;
    }

    /** Why a file can't be judged; empty when it is there. */
    private static Optional<Judgement> there(HostFacts f, String path) {
        if (path.isEmpty()) {
            return Optional.of(notNamed(f));
        }
        if (f.files().containsKey(path)) {
            return Optional.empty();
        }
        return Optional.of(unseen(f, path)
                .map(Judgement::unknown)
                .orElseGet(() -> Judgement.notApplicable("there is no " + path)));
    }

    private static Judgement notNamed(HostFacts f) {
        if (f.engine().podman()
                || (f.daemon().running() && f.daemon().tls().unknown().isEmpty())) {
            return Judgement.notApplicable("no such file is configured");
        }
        return Judgement.unknown(f.daemon().tls().unknown());
    }

    /** The first of what could not be seen there. */
    private static Optional<String> unseenBelow(HostFacts f, String directory) {
        return f.gaps().keySet().stream()
                .filter(path -> path.equals(directory) || path.startsWith(directory + "/"))
                .sorted()
                .findFirst()
                .flatMap(path -> unseen(f, path));
    }

    private static Optional<String> unseen(HostFacts f, String path) {
        String why = f.gaps().get(path);
        return why == null ? Optional.empty() : Optional.of(path + ": " + why);
    }

    private static FileFact file(HostFacts f, String path) {
        FileFact file = f.files().get(path);
        if (file == null) {
            throw new IllegalStateException("asked for before it was known to be there: " + path);
        }
        return file;
    }
}
