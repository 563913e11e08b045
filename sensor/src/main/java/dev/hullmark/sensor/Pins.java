package dev.hullmark.sensor;

import dev.hullmark.sensor.bpf.Bpf;
import dev.hullmark.sensor.linux.Libc;
import dev.hullmark.sensor.linux.LinuxException;
import dev.hullmark.sensor.linux.SystemCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What keeps enforcement alive when the sensor is not: links that have a name in the bpf file system. Each sensor has a
 * folder of its own there; one that takes over pins its own first and removes the others' then, so that there is no moment
 * without.
 */
final class Pins {
    private static final Path FILE_SYSTEM = Path.of("/sys/fs/bpf");
    private static final Path ALL = FILE_SYSTEM.resolve("hullmark");

    private final Path own;

    private Pins(Path own) {
        this.own = own;
    }

    /** A folder for this process, with the file system mounted if it is not. */
    static Pins ofThisProcess() throws LinuxException {
        try {
            if (!mounted()) {
                mount();
            }
            Files.createDirectories(ALL);
            return new Pins(Files.createTempDirectory(ALL, "sensor"));
        } catch (IOException e) {
            throw new UncheckedIOException("The enforcement cannot be pinned", e);
        }
    }

    private static boolean mounted() throws IOException {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            return mounts.map(line -> line.split(" "))
                    .anyMatch(words ->
                            words.length > 2 && words[1].equals(FILE_SYSTEM.toString()) && words[2].equals("bpf"));
        }
    }

    private static void mount() throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom("bpf");
            MemorySegment at = arena.allocateFrom(FILE_SYSTEM.toString());
            Libc.call("mounting " + FILE_SYSTEM, SystemCall.MOUNT, name.address(), at.address(), name.address(), 0, 0);
        }
    }

    /**
     * Pins, and then removes what other sensors pinned.
     *
     * @param descriptors of links; and of the map of programs, which would be emptied with its last descriptor
     */
    void replaceOthers(List<Integer> descriptors) throws LinuxException {
        for (int descriptor : descriptors) {
            Bpf.pin(descriptor, own.resolve("pin" + descriptor));
        }
        for (Path folder : folders()) {
            if (!folder.equals(own)) {
                remove(folder);
            }
        }
    }

    /** What is pinned now, whoever did it. */
    static List<Path> folders() {
        if (!Files.isDirectory(ALL)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(ALL)) {
            return found.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what this sensor pinned: enforcement ends with the last link. */
    void remove() {
        remove(own);
    }

    static void remove(Path folder) {
        try (Stream<Path> links = Files.list(folder)) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("What is pinned in " + folder + " cannot be removed", e);
        }
    }
}
