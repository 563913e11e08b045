package dev.hullmark.posture.host;

import dev.hullmark.posture.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sections 1.1 (what is audited) and 3 (whose files are whose). */
final class FileChecks {
    static final String PODMAN = "/usr/bin/podman";

    private FileChecks() {}

    static void addTo(Map<String, Function<HostFacts, Judgement>> all) {
        audited(all, "1.1.3", FileChecks::program);
        audited(all, "1.1.4", f -> firstThere(f, "/run/containerd", "/run/docker/containerd"));
        audited(
                all,
                "1.1.5",
                f -> f.engine().rootDir().isEmpty()
                        ? "/var/lib/docker"
                        : f.engine().rootDir());
        audited(all, "1.1.6", f -> "/etc/docker");
        audited(all, "1.1.7", f -> unit(f, "docker.service"));
        audited(all, "1.1.8", f -> socket(f));
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
        both(all, "3.9", "3.10", f -> f.daemon().value("tlscacert"), 0444);
        both(all, "3.11", "3.12", f -> f.daemon().value("tlscert"), 0444);
        both(all, "3.13", "3.14", f -> f.daemon().value("tlskey"), 0400);
        all.put("3.15", FileChecks::engineSocketOwner);
        all.put("3.16", f -> mode(f, "/var/run/docker.sock", 0660));
        both(all, "3.17", "3.18", f -> f.daemon().configFile(), 0644);
        both(all, "3.19", "3.20", f -> "/etc/default/docker", 0644);
        both(all, "3.22", "3.21", f -> "/etc/sysconfig/docker", 0644);
        both(all, "3.23", "3.24", FileChecks::socket, 0660);
    }

    private static String program(HostFacts f) {
        if (f.engine().podman()) {
            return PODMAN;
        }
        return f.daemon().program().isEmpty() ? "/usr/bin/dockerd" : f.daemon().program();
    }

    private static String unit(HostFacts f, String name) {
        return f.units().getOrDefault(name, name);
    }

    private static String socket(HostFacts f) {
        return f.containerdSocket().isEmpty() ? "/run/containerd/containerd.sock" : f.containerdSocket();
    }

    private static String firstThere(HostFacts f, String usual, String other) {
        return !f.files().containsKey(usual) && f.files().containsKey(other) ? other : usual;
    }

    private static void audited(
            Map<String, Function<HostFacts, Judgement>> all, String id, Function<HostFacts, String> which) {
        all.put(id, f -> {
            String path = which.apply(f);
            Optional<String> unseen = unseen(f, "/etc/audit/audit.rules")
                    .or(() -> unseen(f, "/etc/audit/rules.d"))
                    .or(() -> unseen(f, "/etc/audit"));
            return there(f, path).orElseGet(() -> unseen.map(Judgement::unknown)
                    .orElseGet(() -> Judgement.failIf(!f.audit().watch(path), "no audit rule watches " + path)));
        });
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

    private static Judgement engineSocketOwner(HostFacts f) {
        String path = "/var/run/docker.sock";
        return there(f, path).orElseGet(() -> {
            FileFact file = file(f, path);
            int group = f.dockerGroup().map(HostFacts.Group::gid).orElse(0);
            return Judgement.failIf(file.uid() != 0 || file.gid() != group, belongs(file));
        });
    }

    private static Judgement certificates(HostFacts f, Predicate<FileFact> good, String otherwise) {
        Optional<String> unseen = unseen(f, "/etc/docker/certs.d").or(() -> unseen(f, "/etc/docker"));
        if (unseen.isPresent()) {
            return Judgement.unknown(unseen.get());
        }
        if (f.certificates().isEmpty()) {
            return Judgement.notApplicable("there is no certificate in /etc/docker/certs.d");
        }
        List<String> bad = new ArrayList<>();
        for (String path : f.certificates()) {
            FileFact file = f.files().get(path);
            if (file == null) {
                return Judgement.unknown(path + " can't be seen");
            }
            if (!good.test(file)) {
                bad.add(path);
            }
        }
        return bad.isEmpty() ? Judgement.PASS : Judgement.fail("a certificate " + otherwise, bad);
    }

    /** Why a file can't be judged; empty when it is there. */
    private static Optional<Judgement> there(HostFacts f, String path) {
        if (path.isEmpty()) {
            return Optional.of(
                    f.daemon().unknown().isEmpty() || f.engine().podman()
                            ? Judgement.notApplicable("no such file is configured")
                            : Judgement.unknown(f.daemon().unknown()));
        }
        if (f.files().containsKey(path)) {
            return Optional.empty();
        }
        return Optional.of(unseen(f, path)
                .map(Judgement::unknown)
                .orElseGet(() -> Judgement.notApplicable("there is no " + path)));
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
