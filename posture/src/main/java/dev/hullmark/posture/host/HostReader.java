package dev.hullmark.posture.host;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.EngineException;
import dev.hullmark.posture.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/** Gathers what the checks ask for: files, /proc, and the engine. Reads only; runs no program, so it needs none. */
final class HostReader {
    private static final List<String> UNIT_DIRECTORIES =
            List.of("/etc/systemd/system/", "/run/systemd/system/", "/usr/lib/systemd/system/", "/lib/systemd/system/");

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

    /** Swarm's port 2377 on every interface, as /proc/net/tcp and tcp6 write it. */
    private static final String SWARM_PORT = ":0949";

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
        return new HostReader(root).read(variables, engine(engine), RootlessReader.read(root, user, runs));
    }

    private static EngineFacts engine(Supplier<EngineClient> engine) {
        try {
            return EngineReader.read(engine.get());
        } catch (EngineException e) {
            return EngineFacts.unknown(String.valueOf(e.getMessage()));
        }
    }

    private HostFacts read(Map<String, String> variables, EngineFacts engine, RootlessFacts rootless) {
        Daemon daemon = daemon(engine);
        Map<String, FileFact> seen = new LinkedHashMap<>();
        Map<String, String> units = units();
        String socket =
                CONTAINERD_SOCKETS.stream().filter(files::exists).findFirst().orElse("");
        List<String> certificates = certificates();
        List<String> asked = new ArrayList<>(FILES);
        asked.addAll(units.values());
        asked.addAll(certificates);
        asked.addAll(List.of(socket, daemon.program(), daemon.configFile(), engine.rootDir()));
        for (String setting : List.of("tlscacert", "tlscert", "tlskey")) {
            asked.add(daemon.value(setting));
        }
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
                socket,
                certificates,
                audit(),
                mountPoints(),
                dockerGroup(),
                daemon,
                engine,
                files.text("/sys/module/apparmor/parameters/enabled").orElse("").startsWith("Y"),
                engine.hasSecurityOption("selinux") || files.exists("/sys/fs/selinux/enforce"),
                contentTrust(variables),
                listens(),
                rootless);
    }

    private Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        for (String unit : UNITS) {
            UNIT_DIRECTORIES.stream()
                    .map(directory -> directory + unit)
                    .filter(files::exists)
                    .findFirst()
                    .ifPresent(path -> units.put(unit, path));
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
            if (name.endsWith(".crt") && found.size() < Limits.HOST_FILES) {
                found.add(path);
            } else if (depth < Limits.CERTIFICATE_DEPTH
                    && files.stat(path).map(FileFact::directory).orElse(false)) {
                certificates(path, depth + 1, found);
            }
        }
    }

    private AuditRules audit() {
        List<String> texts = new ArrayList<>();
        files.text("/etc/audit/audit.rules").ifPresent(texts::add);
        for (String name : files.names("/etc/audit/rules.d", Limits.HOST_FILES)) {
            if (name.endsWith(".rules")) {
                files.text("/etc/audit/rules.d/" + name).ifPresent(texts::add);
            }
        }
        return AuditRules.parse(texts);
    }

    /** The fifth field of each line (proc_pid_mountinfo(5)), with its octal escapes undone. */
    private Set<String> mountPoints() {
        Set<String> points = new HashSet<>();
        for (String line : files.text("/proc/self/mountinfo").orElse("").split("\n")) {
            String[] fields = line.split(" ", 6);
            if (fields.length == 6) {
                points.add(
                        fields[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"));
            }
        }
        return points;
    }

    private Optional<HostFacts.Group> dockerGroup() {
        for (String line : files.text("/etc/group").orElse("").split("\n")) {
            String[] fields = line.split(":", -1);
            if (fields.length == 4 && fields[0].equals("docker")) {
                List<String> members = new ArrayList<>(List.of(fields[3].strip().split(",")));
                members.removeIf(String::isBlank);
                return Optional.of(new HostFacts.Group(gid(fields[2]), members));
            }
        }
        return Optional.empty();
    }

    private static int gid(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

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
        return set.equals("1") || set.equals("true");
    }

    private boolean listens() {
        return List.of("/proc/net/tcp", "/proc/net/tcp6").stream()
                .flatMap(path -> files.text(path).orElse("").lines())
                .map(line -> line.strip().split("\\s+"))
                .anyMatch(f -> f.length > 3
                        && f[3].equals(LISTEN)
                        && f[1].endsWith(SWARM_PORT)
                        && f[1].substring(0, f[1].indexOf(':')).chars().allMatch(c -> c == '0'));
    }

    private record Process(String pid, List<String> arguments) {
        boolean isDockerd() {
            return !arguments.isEmpty()
                    && arguments
                            .getFirst()
                            .substring(arguments.getFirst().lastIndexOf('/') + 1)
                            .equals("dockerd");
        }
    }

    private Daemon daemon(EngineFacts engine) {
        Optional<Process> process = dockerd(engine.place());
        Map<String, List<String>> flags = process.map(
                        p -> Daemon.flags(p.arguments().subList(1, p.arguments().size())))
                .orElse(Map.of());
        String program =
                process.map(p -> files.target("/proc/" + p.pid() + "/exe")).orElse("");
        List<String> named = flags.getOrDefault("config-file", List.of());
        String config = named.isEmpty() ? usualConfig(engine, process) : named.getLast();
        String unknown = process.isPresent()
                ? ""
                : engine.answered()
                        ? "dockerd's command line can't be seen: no permission to /proc, or it runs on another machine"
                        : "dockerd does not run, or can't be seen";
        Optional<String> text = files.text(config);
        if (files.gaps().containsKey(config)) {
            unknown = config + ": " + files.gaps().get(config);
        }
        try {
            return new Daemon(
                    process.isPresent(),
                    program,
                    config,
                    unknown,
                    flags,
                    text.isPresent() ? Daemon.config(text.get()) : Map.of());
        } catch (JacksonException e) {
            return new Daemon(process.isPresent(), program, config, config + " is not valid JSON", flags, Map.of());
        }
    }

    /** A rootless engine's lies in its user's home. */
    private String usualConfig(EngineFacts engine, Optional<Process> process) {
        if (engine.mode() != EngineFacts.Mode.ROOTLESS || process.isEmpty()) {
            return Daemon.CONFIG_FILE;
        }
        int uid = files.stat("/proc/" + process.get().pid()).map(FileFact::uid).orElse(0);
        for (String line : files.text("/etc/passwd").orElse("").split("\n")) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 7 && fields[2].equals(Integer.toString(uid))) {
                return fields[5] + "/.config/docker/daemon.json";
            }
        }
        return Daemon.CONFIG_FILE;
    }

    /**
     * The one told to listen where the engine answers; else the one its file of the process id names, else the oldest: one
     * inside a container is younger.
     */
    private Optional<Process> dockerd(String place) {
        List<Process> all = dockerds();
        String listens = place.startsWith("/") ? "unix://" + place : place;
        Optional<Process> told = all.stream()
                .filter(p ->
                        !listens.isEmpty() && p.arguments().stream().anyMatch(argument -> argument.endsWith(listens)))
                .findFirst();
        if (told.isPresent()) {
            return told;
        }
        String named = files.text("/var/run/docker.pid").orElse("").strip();
        if (!named.isEmpty() && named.chars().allMatch(Character::isDigit)) {
            Process process = process(named);
            if (process.isDockerd()) {
                return Optional.of(process);
            }
        }
        return all.stream().findFirst();
    }

    /** Oldest first. */
    private List<Process> dockerds() {
        return files.names("/proc", Limits.PROCESSES).stream()
                .filter(name -> name.length() < 10 && name.chars().allMatch(Character::isDigit))
                .sorted((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)))
                .map(this::process)
                .filter(Process::isDockerd)
                .toList();
    }

    private Process process(String pid) {
        String line =
                files.text("/proc/" + pid + "/cmdline", Limits.COMMAND_LINE).orElse("");
        return new Process(pid, line.isEmpty() ? List.of() : List.of(line.split("\0")));
    }
}
