package dev.hullmark.posture.host;

import dev.hullmark.posture.Judgement.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** A host of files beside an engine's recorded answers. */
abstract class HostFixture {
    static final HostAudit.Wanted EVERYTHING = new HostAudit.Wanted(Selection.ALL, Set.of(), "");

    @TempDir
    Path root = Path.of("");

    void file(String path, String text) throws IOException {
        file(path, text, "rw-r--r--");
    }

    void file(String path, String text, String mode) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    void link(String path, String target) throws IOException {
        Path link = root.resolve(path.substring(1));
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    Path socket() {
        return root.resolve("engine.sock");
    }

    /** The dockerd that answers, with these arguments, as /proc tells it. */
    void dockerd(String... arguments) throws IOException {
        file(
                "/proc/77/cmdline",
                "/usr/bin/dockerd\0--host=unix://" + socket() + "\0" + String.join("\0", arguments) + "\0");
        file("/var/run/docker.pid", "77");
        file("/proc/self/mountinfo", "1 0 8:1 / / rw - ext4 /dev/a rw\n");
    }

    RecordedEngine docker20() throws IOException {
        return RecordedEngine.with(
                "Docker/20.10.24 (linux)", "1.41", "docker-20.10-info.json", "docker-20.10-container.json");
    }

    HostAudit audit(RecordedEngine engine, HostAudit.Wanted wanted) {
        return HostAudit.of(root, Map.of(), () -> engine.client(socket()), wanted);
    }

    static HostAudit.Line line(HostAudit audit, String id) {
        return audit.lines().stream()
                .filter(line -> line.check().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Standing standing(RecordedEngine engine, String id) {
        return line(audit(engine, EVERYTHING), id).judgement().standing();
    }

    /** What a check comes to with Docker 20.10 as it was recorded. */
    Standing standing(String id) throws IOException {
        try (RecordedEngine engine = docker20()) {
            return standing(engine, id);
        }
    }

    record Lines(HostAudit audit) {
        HostAudit.Line get(String id) {
            return line(audit, id);
        }
    }
}
