package dev.hullmark.posture.host;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineException;
import dev.hullmark.posture.GoBoolean;
import dev.hullmark.posture.Limits;
import dev.hullmark.posture.container.Paths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what the checks ask for: files, /proc, and the engine. Reads only; runs no program, so it needs none. */
final class HostReader {
    private static final List<String> UNITS = List.of("docker.service", "docker.socket");

    /** Its own first, then the one an engine starts for itself. */
    private static final List<String> CONTAINERD_SOCKETS =
            List.of("/run/containerd/containerd.sock", "/run/docker/containerd/containerd.sock");

    private static final List<String> FILES = List.of(
            "/etc/docker",
            "/etc/docker/certs.d",
            Daemon.CONFIG_FILE,
            "/etc/default/docker",
            "/etc/sysconfig/docker",
            "/etc/containerd/config.toml",
            "/run/containerd",
            "/run/docker/containerd",
            "/var/lib/docker",
            "/var/run/docker.sock",
            "/usr/bin/dockerd",
            FileChecks.PODMAN,
            "/usr/bin/containerd",
            "/usr/bin/containerd-shim",
            "/usr/bin/containerd-shim-runc-v1",
            "/usr/bin/containerd-shim-runc-v2",
            "/usr/bin/runc",
            "/usr/sbin/runc");

    /** Swarm's, between managers and between all nodes. */
    private static final Set<Integer> SWARM_PORTS = Set.of(2377, 7946);

    private static final String LISTEN = "0A";

    private final HostFiles files;

    private HostReader(Path root) {
        files = new HostFiles(root);
    }

    /**
     * @param root where the host's files are: {@code /} but in tests
     * @param variables the environment of whoever asks
     * @param engine connects to the engine
     * @param user who would go rootless, or ""
     */
    static HostFacts read(Path root, Map<String, String> variables, Supplier<EngineClient> engine, String user) {
        String runs = variables.getOrDefault("SUDO_USER", System.getProperty("user.name", ""));
        return new HostReader(root).read(variables, engine(root, engine), RootlessReader.read(root, user, runs));
    }

    private static EngineFacts engine(Path root, Supplier<EngineClient> engine) {
        try {
            return EngineReader.read(engine.get(), root.resolve("proc"));
        } catch (EngineException e) {
            return EngineFacts.unknown(String.valueOf(e.getMessage()));
        }
    }

    private HostFacts read(Map<String, String> variables, EngineFacts engine, RootlessFacts rootless) {
        Daemon daemon = DaemonReader.read(files, engine);
        boolean here = engine.podman() ? engine.place().startsWith("/") : engine.answered() && daemon.running();
        Map<String, FileFact> seen = new LinkedHashMap<>();
        Map<String, String> units = units();
        List<String> sockets = sockets(engine, daemon);
        String containerd = containerdSocket(daemon);
        List<String> certificates = certificates();
        List<String> asked = new ArrayList<>(FILES);
        asked.addAll(units.values());
        asked.addAll(certificates);
        asked.addAll(sockets);
        asked.addAll(daemon.tls().files().values());
        asked.addAll(List.of(containerd, daemon.program(), daemon.configFile(), engine.rootDir()));
        for (String path : asked) {
            if (path.startsWith("/")) {
                files.stat(path).ifPresent(fact -> seen.put(path, fact));
            }
        }
        return new HostFacts(
                files.text("/proc/sys/kernel/hostname").orElse("").strip(),
                seen,
                files.gaps(),
                units,
                sockets,
                containerd,
                certificates,
                audit(),
                Partitions.of(files.text("/proc/self/mountinfo").orElse("")),
                group(daemon, sockets),
                groups(),
                daemon,
                engine,
                here,
                engine.security().has("apparmor") || (here && appArmor()),
                engine.security().has("selinux") || (here && files.exists("/sys/fs/selinux/enforce")),
                contentTrust(variables),
                swarmPorts(),
                rootless);
    }

    private Map<String, String> units() {
        UnitFiles systemd = new UnitFiles(files);
        Map<String, String> units = new LinkedHashMap<>();
        for (String unit : UNITS) {
            systemd.find(unit).ifPresent(path -> units.put(unit, path));
        }
        return units;
    }

    private List<String> certificates() {
        List<String> found = new ArrayList<>();
        certificates("/etc/docker/certs.d", 0, found);
        return found;
    }

    private void certificates(String directory, int depth, List<String> found) {
        for (String name : files.names(directory, Limits.HOST_FILES)) {
            String path = directory + "/" + name;
            boolean folder = files.stat(path).map(FileFact::directory).orElse(false);
            if (folder && depth < Limits.CERTIFICATE_DEPTH) {
                certificates(path, depth + 1, found);
            } else if (!folder && found.size() < Limits.HOST_FILES) {
                found.add(path);
            }
        }
    }

    private AuditRules audit() {
        List<String> parts = new ArrayList<>();
        for (String name : files.names("/etc/audit/rules.d", Limits.HOST_FILES)) {
            if (name.endsWith(".rules")) {
                files.text("/etc/audit/rules.d/" + name).ifPresent(parts::add);
            }
        }
        return AuditRules.parse(files.text("/etc/audit/audit.rules").orElse(""))
                .and(AuditRules.parseParts(parts))
                .through(files::real);
    }

    private Optional<EngineGroup> group(Daemon daemon, List<String> sockets) {
        OptionalInt gid = sockets.stream()
                .flatMap(path -> files.stat(path).stream())
                .mapToInt(FileFact::gid)
                .findFirst();
        return EngineGroup.find(
                files.text("/etc/group").orElse(""), files.text("/etc/passwd").orElse(""), daemon.value("group"), gid);
    }

    private Map<String, Integer> groups() {
        Map<String, Integer> groups = new LinkedHashMap<>();
        for (String line : files.text("/etc/group").orElse("").split("\n")) {
            String[] fields = line.split(":", -1);
            if (fields.length == 4 && fields[2].length() < 10 && fields[2].matches("\\d+")) {
                groups.put(fields[0], Integer.valueOf(fields[2]));
            }
        }
        return groups;
    }

    /** Where the engine answers and whatever else its daemon listens at; the usual place where neither is a socket. */
    private static List<String> sockets(EngineFacts engine, Daemon daemon) {
        List<String> all = new ArrayList<>(Listening.sockets(daemon.hosts()));
        if (engine.place().startsWith("/")) {
            all.addFirst(engine.place());
        }
        if (all.isEmpty()) {
            all.addAll(Listening.sockets(List.of(Listening.USUAL)));
        }
        Set<String> seen = new HashSet<>();
        return all.stream().filter(path -> seen.add(Paths.underRun(path))).toList();
    }

    /** One that may be there and can't be seen goes before the next usual place, and is a gap then. */
    private String containerdSocket(Daemon daemon) {
        String told = daemon.value("containerd");
        if (told.startsWith("/")) {
            return told;
        }
        return CONTAINERD_SOCKETS.stream()
                .filter(path -> files.exists(path) || files.gaps().containsKey(path))
                .findFirst()
                .orElse(CONTAINERD_SOCKETS.getFirst());
    }

    private boolean appArmor() {
        return files.text("/sys/module/apparmor/parameters/enabled").orElse("").startsWith("Y");
    }

    /** As Docker's client takes it: whatever is no truth is one. */
    private boolean contentTrust(Map<String, String> variables) {
        String set = variables.getOrDefault("DOCKER_CONTENT_TRUST", "");
        if (set.isEmpty()) {
            set = files.text("/etc/environment")
                    .orElse("")
                    .lines()
                    .map(line -> line.strip().replaceFirst("^export ", ""))
                    .filter(line -> line.startsWith("DOCKER_CONTENT_TRUST="))
                    .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                    .reduce("", (before, last) -> last);
        }
        return GoBoolean.parse(set).orElse(!set.isEmpty());
    }

    /** Those of swarm's ports that /proc/net/tcp and tcp6 show open on every interface. */
    private Optional<Set<Integer>> swarmPorts() {
        Optional<String> four = files.text("/proc/net/tcp");
        Set<Integer> open = Stream.concat(four.stream(), files.text("/proc/net/tcp6").stream())
                .flatMap(String::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(f -> f.length > 3 && f[3].equals(LISTEN) && f[1].matches("0+:\\p{XDigit}{4}"))
                .map(f -> Integer.valueOf(f[1].substring(f[1].indexOf(':') + 1), 16))
                .filter(SWARM_PORTS::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        return four.isEmpty() && open.isEmpty() ? Optional.empty() : Optional.of(open);
    }
}
