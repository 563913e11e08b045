package dev.hullmark.sensor.container;

import dev.hullmark.sensor.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which cgroups are containers', by the numbers the kernel gives them: the inodes of their folders. */
public final class Cgroups {
    private static final Path HYBRID = Path.of("/sys/fs/cgroup/unified");
    private static final Path UNIFIED = Path.of("/sys/fs/cgroup");

    private final Map<Long, String> containers = new ConcurrentHashMap<>();
    private final Set<Integer> processes = new HashSet<>();
    private final Queue<Leaving> leaving = new ArrayDeque<>();

    private record Leaving(long cgroup, long until) {}

    /** The folder of the unified hierarchy; nothing on a machine that has version 1 alone. */
    public static Optional<Path> unified() {
        for (Path folder : new Path[] {HYBRID, UNIFIED}) {
            if (Files.exists(folder.resolve("cgroup.controllers"))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** Learns what is there now: the cgroups of running containers, and those in them. */
    public void scan(Path hierarchy) {
        try {
            Files.walkFileTree(hierarchy, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    id(hierarchy.relativize(folder)).ifPresent(id -> found(folder, id));
                    return containers.size() < Limits.CGROUPS ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // Gone, or not ours to see.
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void found(Path folder, String id) {
        containers.put(inode(folder), id);
        try {
            Files.readAllLines(folder.resolve("cgroup.procs")).stream()
                    .map(Integer::valueOf)
                    .forEach(processes::add);
        } catch (IOException | NumberFormatException e) {
            return; // Gone meanwhile.
        }
    }

    /** The processes that were in containers when it was {@linkplain #scan looked}, by their numbers. */
    public Set<Integer> processes() {
        return Set.copyOf(processes);
    }

    private static long inode(Path folder) {
        try {
            return (Long) Files.getAttribute(folder, "unix:ino");
        } catch (IOException e) {
            return 0; // Gone meanwhile; no cgroup has this number.
        }
    }

    /** The innermost container that a path lies in. */
    private static Optional<String> id(Path path) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            Optional<String> id = CgroupName.id(path.getName(i).toString());
            if (id.isPresent()) {
                return id;
            }
        }
        return Optional.empty();
    }

    /** One was made: its own name has an id, or it is its parent's. */
    public void made(long cgroup, long parent, String name) {
        CgroupName.id(name)
                .or(() -> Optional.ofNullable(containers.get(parent)))
                .ifPresent(id -> containers.put(cgroup, id));
    }

    /** One is gone; what its sockets still do is told for a while. */
    public void gone(long cgroup) {
        long now = System.nanoTime();
        leaving.add(new Leaving(cgroup, now + Limits.GONE.toNanos()));
        while (!leaving.isEmpty() && leaving.peek().until() - now < 0) {
            containers.remove(leaving.remove().cgroup());
        }
    }

    /** The id of the container that a cgroup is. */
    public Optional<String> container(long cgroup) {
        return Optional.ofNullable(containers.get(cgroup));
    }

    /** All that are known, by their numbers. */
    public Map<Long, String> all() {
        return Map.copyOf(containers);
    }
}
