package dev.hullmark.posture.host;

import dev.hullmark.posture.host.Daemon.Tls;
import dev.hullmark.posture.host.Dockerds.Process;
import dev.hullmark.posture.host.EngineFacts.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Finds the dockerd that serves an engine and reads how it was told to run. */
final class DaemonReader {
    /** By flag, as Docker calls them where no flag does. */
    private static final Map<String, String> TLS_FILES =
            Map.of("tlscacert", "ca.pem", "tlscert", "cert.pem", "tlskey", "key.pem");

    /** The kernel tells starts by the second. */
    private static final Duration INEXACT = Duration.ofSeconds(2);

    private final HostFiles files;
    private final EngineFacts engine;
    private final Dockerds dockerds;

    private DaemonReader(HostFiles files, EngineFacts engine) {
        this.files = files;
        this.engine = engine;
        dockerds = new Dockerds(files);
    }

    static Daemon read(HostFiles files, EngineFacts engine) {
        return engine.podman()
                ? Daemon.unseen("the engine is Podman, which has no daemon")
                : new DaemonReader(files, engine).read();
    }

    private Daemon read() {
        for (Process process : dockerds.all()) {
            if (!apart(process)) {
                Daemon daemon = daemon(process);
                if (serves(process, daemon)) {
                    return daemon;
                }
            }
        }
        return Daemon.unseen(
                engine.answered()
                        ? "no dockerd is seen that serves the engine: it runs on another machine, or /proc can't be read"
                        : "dockerd does not run, or can't be seen");
    }

    /** One in a container has nothing to do with the host; one without root lives among mounts of its own. */
    private boolean apart(Process process) {
        return dockerds.apart(process, "pid") || (engine.mode() != Mode.ROOTLESS && dockerds.apart(process, "mnt"));
    }

    private boolean serves(Process process, Daemon daemon) {
        if (engine.mode() == Mode.ROOTLESS && engine.place().startsWith("/")) {
            return files.stat(engine.place())
                    .filter(socket -> socket.uid() == dockerds.uid(process))
                    .isPresent();
        }
        return !engine.answered() || Listening.at(daemon.hosts(), engine.place());
    }

    private Daemon daemon(Process process) {
        Map<String, List<String>> flags = CommandLine.flags(
                process.arguments().subList(1, process.arguments().size()));
        List<String> named = flags.getOrDefault("config-file", List.of());
        String config = named.isEmpty()
                ? usualConfig(process)
                : dockerds.absolute(process, named.getLast()).orElse(named.getLast());
        Optional<String> text = config.startsWith("/") ? files.text(config) : Optional.empty();
        String unknown = "";
        if (files.gaps().containsKey(config)) {
            unknown = config + ": " + files.gaps().get(config);
        } else if (text.isEmpty() && !named.isEmpty()) {
            unknown = config + ", which dockerd's command line names, can't be found";
        }
        Map<String, JsonNode> settings = Map.of();
        try {
            settings = text.isPresent() ? Daemon.config(text.get()) : settings;
        } catch (JacksonException e) {
            unknown = config + " is not valid JSON";
        }
        Daemon told = new Daemon(
                true,
                dockerds.program(process),
                config,
                unknown,
                changed(process, config),
                List.of(),
                flags,
                settings,
                Tls.NONE);
        return told.with(hosts(told), tls(process, told));
    }

    private List<String> hosts(Daemon told) {
        List<String> hosts = told.all("host");
        return hosts.isEmpty()
                ? List.of(Listening.USUAL)
                : hosts.stream()
                        .flatMap(host -> host.startsWith("fd://")
                                ? Listening.ofUnit(new UnitFiles(files).text("docker.socket")).stream()
                                : Stream.of(host))
                        .toList();
    }

    private Tls tls(Process process, Daemon told) {
        boolean verifies = told.is("tlsverify", true);
        Map<String, String> found = new LinkedHashMap<>();
        String unknown = told.unknown();
        for (Map.Entry<String, String> file : TLS_FILES.entrySet()) {
            String flag = file.getKey();
            boolean needed = verifies || (told.is("tls", true) && !flag.equals("tlscacert"));
            Optional<String> path = told.value(flag).isEmpty()
                    ? certificates(process).map(directory -> directory + "/" + file.getValue())
                    : Optional.of(told.value(flag));
            path = path.flatMap(named -> dockerds.absolute(process, named));
            if (needed && path.isEmpty()) {
                unknown = "the directory dockerd has its certificates from can't be told";
            }
            if (needed || !told.value(flag).isEmpty()) {
                path.ifPresent(known -> found.put(flag, known));
            }
        }
        return new Tls(found, unknown);
    }

    /** Where Docker looks for them when nobody names them. */
    private Optional<String> certificates(Process process) {
        return dockerds.variable(process, "DOCKER_CERT_PATH")
                .or(() -> dockerds.variable(process, "HOME").map(home -> home + "/.docker"));
    }

    private boolean changed(Process process, String config) {
        Optional<Instant> written = files.modified(config);
        return written.isPresent()
                && dockerds.started(process)
                        .filter(start -> written.get().isAfter(start.plus(INEXACT)))
                        .isPresent();
    }

    /** A rootless engine's lies in its user's home. */
    private String usualConfig(Process process) {
        return engine.mode() == Mode.ROOTLESS
                ? home(process)
                        .map(home -> home + "/.config/docker/daemon.json")
                        .orElse(Daemon.CONFIG_FILE)
                : Daemon.CONFIG_FILE;
    }

    private Optional<String> home(Process process) {
        String uid = Integer.toString(dockerds.uid(process));
        return files.text("/etc/passwd")
                .orElse("")
                .lines()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length >= 7 && fields[2].equals(uid))
                .map(fields -> fields[5])
                .findFirst();
    }
}
