package dev.hullmark.posture.host;

import dev.hullmark.posture.Limits;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The host's processes that are dockerd, by {@code /proc} (proc(5)). */
final class Dockerds {
    /** Linux tells times in hundredths of a second, whatever it counts in itself. */
    private static final long TICKS = 100;

    private static final int START = 19; // the 22nd field, where the first two end with a parenthesis

    private final HostFiles files;

    Dockerds(HostFiles files) {
        this.files = files;
    }

    record Process(String pid, List<String> arguments) {
        private boolean isDockerd() {
            return !arguments.isEmpty()
                    && arguments
                            .getFirst()
                            .substring(arguments.getFirst().lastIndexOf('/') + 1)
                            .equals("dockerd");
        }

        private String below(String name) {
            return "/proc/" + pid + "/" + name;
        }
    }

    /** The one its file of the process id names, then the oldest. */
    List<Process> all() {
        String named = files.text("/var/run/docker.pid").orElse("").strip();
        return files.names("/proc", Limits.PROCESSES).stream()
                .filter(name -> name.length() < 10 && name.chars().allMatch(Character::isDigit))
                .sorted(Comparator.comparing((String pid) -> !pid.equals(named))
                        .thenComparing(pid -> Integer.valueOf(pid)))
                .map(this::process)
                .filter(Process::isDockerd)
                .toList();
    }

    private Process process(String pid) {
        String line =
                files.text("/proc/" + pid + "/cmdline", Limits.COMMAND_LINE).orElse("");
        return new Process(pid, line.isEmpty() ? List.of() : List.of(line.split("\0")));
    }

    /** Whether it lives in another namespace of that kind than the host's first process, as one in a container does. */
    boolean apart(Process process, String kind) {
        String hosts = files.target("/proc/1/ns/" + kind);
        String own = files.target(process.below("ns/" + kind));
        return !hosts.isEmpty() && !own.isEmpty() && !hosts.equals(own);
    }

    int uid(Process process) {
        return files.stat("/proc/" + process.pid()).map(FileFact::uid).orElse(0);
    }

    /** Where its program lies; an upgrade takes it away from under the process, and puts another there. */
    String program(Process process) {
        String target = files.target(process.below("exe")).replaceFirst(" \\(deleted\\)$", "");
        String called = process.arguments().getFirst();
        return !target.isEmpty() ? target : called.startsWith("/") ? called : "";
    }

    /** A path that is relative to where it runs, made absolute; empty when that can't be told. */
    Optional<String> absolute(Process process, String path) {
        if (path.startsWith("/")) {
            return Optional.of(path);
        }
        String directory = files.target(process.below("cwd"));
        return directory.isEmpty() ? Optional.empty() : Optional.of(directory + "/" + path);
    }

    Optional<String> variable(Process process, String name) {
        return files.text(process.below("environ")).stream()
                .flatMap(text -> List.of(text.split("\0")).stream())
                .filter(entry -> entry.startsWith(name + "="))
                .map(entry -> entry.substring(name.length() + 1))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** When it started, to the second. */
    Optional<Instant> started(Process process) {
        try {
            String stat = files.text(process.below("stat")).orElse("");
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            return files.text("/proc/stat").stream()
                    .flatMap(String::lines)
                    .filter(line -> line.startsWith("btime ") && fields.length > START)
                    .map(line -> Instant.ofEpochSecond(
                            Long.parseLong(line.substring("btime ".length())) + Long.parseLong(fields[START]) / TICKS))
                    .findFirst();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
