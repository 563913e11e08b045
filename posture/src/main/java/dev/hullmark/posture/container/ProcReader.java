package dev.hullmark.posture.container;

import dev.hullmark.engine.EngineProcess;
import dev.hullmark.posture.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the kernel tells of a container's processes below /proc (proc(5), user_namespaces(7)). A process that is gone in the
 * meantime is left out; one that may not be looked at is a gap.
 */
final class ProcReader {
    private static final long UNKNOWN = -1;

    /** Who has no number in a user namespace is this one there: nobody. */
    private static final long OVERFLOW = 65_534;

    private final Path proc;
    private final String containerId;
    private final List<String> gaps = new ArrayList<>();

    /** @param proc {@code /proc} of the engine's host */
    ProcReader(Path proc, String containerId) {
        this.proc = proc;
        this.containerId = containerId;
    }

    List<String> gaps() {
        return gaps;
    }

    /** Whether a process is that container's here: an engine elsewhere has other processes under the same numbers. */
    boolean owns(long pid) {
        return pid > 0
                && text(pid, "cgroup").filter(t -> t.contains(containerId)).isPresent();
    }

    /** @param users of those that can't be looked at below /proc */
    List<ContainerProcess> processes(List<EngineProcess> told, Users users) {
        List<ContainerProcess> processes = new ArrayList<>();
        for (EngineProcess one : told) {
            Optional<String> map = owns(one.pid()) ? text(one.pid(), "uid_map") : Optional.empty();
            OptionalLong uid = uid(one.user());
            if (uid.isEmpty() && map.isPresent()) {
                uid = text(one.pid(), "status").map(ProcReader::effectiveUid).orElse(OptionalLong.empty());
            }
            if (map.isEmpty() && users != Users.HOST) {
                long outside = users == Users.ROOTLESS ? UNKNOWN : uid.orElse(UNKNOWN);
                processes.add(new ContainerProcess(one.pid(), outside, UNKNOWN, true, program(one.command())));
                continue;
            }
            long host = uid.orElse(UNKNOWN);
            boolean remapped = map.filter(m -> !isWhole(m)).isPresent();
            long inside = remapped ? inside(map.orElse(""), host) : host;
            processes.add(new ContainerProcess(one.pid(), host, inside, remapped, program(one.command())));
        }
        return processes;
    }

    /** Whether setuid programs give a process nothing; empty when it can't be looked at. */
    Optional<Boolean> noNewPrivileges(long pid) {
        return owns(pid)
                ? text(pid, "status")
                        .flatMap(status -> status.lines()
                                .filter(line -> line.startsWith("NoNewPrivs:"))
                                .findFirst())
                        .map(line -> line.endsWith("1"))
                : Optional.empty();
    }

    private static OptionalLong uid(String user) {
        if (user.equals("root")) {
            return OptionalLong.of(0);
        }
        boolean number = !user.isEmpty() && user.length() < 11 && user.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? OptionalLong.of(Long.parseLong(user)) : OptionalLong.empty();
    }

    private static OptionalLong effectiveUid(String status) {
        for (String line : status.split("\n")) {
            String[] words = line.split("\\s+");
            if (words[0].equals("Uid:") && words.length > 2) {
                return uid(words[2]);
            }
        }
        return OptionalLong.empty();
    }

    /** The initial user namespace maps every uid to itself. */
    private static boolean isWhole(String map) {
        return map.strip().replaceAll("\\s+", " ").equals("0 0 4294967295");
    }

    private static long inside(String map, long uid) {
        if (uid == UNKNOWN) {
            return UNKNOWN;
        }
        for (String line : map.split("\n")) {
            String[] words = line.strip().split("\\s+");
            if (words.length == 3) {
                long from = uid(words[1]).orElse(-1);
                long count = uid(words[2]).orElse(0);
                if (from >= 0 && uid >= from && uid - from < count) {
                    return uid(words[0]).orElse(0) + uid - from;
                }
            }
        }
        return OVERFLOW;
    }

    /** The program's path or name: {@code nginx} of {@code nginx: master process}. */
    static String program(String command) {
        String first = command.strip().split("\\s", 2)[0];
        String name = first.endsWith(":") ? first.substring(0, first.length() - 1) : first;
        return name.length() > Limits.PROGRAM_TEXT ? name.substring(0, Limits.PROGRAM_TEXT) : name;
    }

    /**
     * What listens in the network namespace of a process.
     *
     * @param processes empty when they can't be told
     * @param own only what the given processes hold: the namespace is shared with others
     */
    Optional<List<Listener>> listeners(long pid, Optional<List<ContainerProcess>> processes, boolean own) {
        Map<Long, String> holders = new HashMap<>();
        boolean seen = true;
        for (ContainerProcess process : processes.orElse(List.of())) {
            seen &= sockets(process, holders);
        }
        if (own && processes.isEmpty()) {
            gaps.add("which sockets of the shared network are its own: its processes can't be told");
            return Optional.empty();
        }
        if (own && !seen) {
            gaps.add("which sockets of the shared network are its own: that takes root");
            return Optional.empty();
        }
        List<Listener> found = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            Optional<String> lines = text(pid, "net/" + table);
            if (lines.isEmpty() && table.equals("tcp")) {
                gaps.add("what it listens on");
                return Optional.empty();
            }
            for (SocketTable.Socket socket : SocketTable.listening(lines.orElse(""), table)) {
                String holder = holders.getOrDefault(socket.inode(), "");
                if (!own || !holder.isEmpty()) {
                    found.add(new Listener(socket.protocol(), socket.address(), socket.port(), holder));
                }
            }
        }
        return Optional.of(
                found.stream().distinct().limit(Limits.CONTAINER_ENTRIES).toList());
    }

    /** Adds the sockets a process holds, by inode; false when that may not be seen. */
    private boolean sockets(ContainerProcess process, Map<Long, String> holders) {
        Path folder = proc.resolve(Long.toString(process.pid())).resolve("fd");
        int seen = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (++seen > Limits.DESCRIPTORS) {
                    return false;
                }
                String target = link(file);
                if (target.startsWith("socket:[") && target.endsWith("]")) {
                    uid(target.substring("socket:[".length(), target.length() - 1))
                            .ifPresent(inode -> holders.put(inode, process.program()));
                }
            }
            return true;
        } catch (AccessDeniedException e) {
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return true; // it ended, and holds nothing any more
        }
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private Optional<String> text(long pid, String name) {
        Path file = proc.resolve(Long.toString(pid)).resolve(name);
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(Limits.HOST_FILE), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
