package dev.hullmark.posture.dockerfile;

import dev.hullmark.posture.dockerfile.Instruction.Arg;
import dev.hullmark.posture.dockerfile.Instruction.Assignment;
import dev.hullmark.posture.dockerfile.Instruction.Env;
import dev.hullmark.posture.dockerfile.Instruction.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What package managers keep, and what takes it away. */
final class Caches {
    private Caches() {}

    /** Where this RUN has mounts, whose contents are in no layer. */
    static List<String> of(Run run) {
        List<String> targets = new ArrayList<>();
        for (Instruction.Flag flag : run.flags()) {
            boolean apart = flag.value().text().contains("type=cache")
                    || flag.value().text().contains("type=tmpfs");
            if (flag.name().equals("mount") && apart) {
                for (String part : flag.value().text().split(",", -1)) {
                    int equals = part.indexOf('=');
                    if (equals > 0 && Set.of("target", "dst", "destination").contains(part.substring(0, equals))) {
                        targets.add(part.substring(equals + 1));
                    }
                }
            }
        }
        return targets;
    }

    private static boolean leaves(PackageTool tool, Build build) {
        Command c = tool.command();
        return switch (tool.family()) {
            case "apt" -> tool.refreshes();
            case "apk" -> (tool.installs() || tool.refreshes()) && !c.has("--no-cache");
            case "yum", "zypper" -> tool.installs() || tool.upgrades();
            case "pip" ->
                tool.installs()
                        // Pip takes an option's beginning for the option.
                        && !c.has("--no-cache-dir", "--no-cache")
                        && !sets(build, "PIP_NO_CACHE_DIR")
                        && c.assigned().stream().noneMatch(a -> a.startsWith("PIP_NO_CACHE_DIR="));
            default -> false;
        };
    }

    /** Where each keeps what it fetched, and how it is told to throw it away. */
    private record Kept(List<String> paths, Set<String> verbs) {}

    private static final Map<String, Kept> KEPT = Map.of(
            "apt", new Kept(List.of("/var/lib/apt", "/var/lib/{apt"), Set.of("dist-clean")),
            "apk", new Kept(List.of("/var/cache", "/etc/apk/cache"), Set.of("cache")),
            "yum", new Kept(List.of("/var/cache"), Set.of("clean")),
            "zypper", new Kept(List.of("/var/cache"), Set.of("clean", "cc")),
            "pip", new Kept(List.of("/.cache"), Set.of("cache")));

    /** The first command that leaves something which no later one of the same RUN takes away. */
    static Optional<Command> left(Run run, String family, Build build) {
        Kept kept = KEPT.getOrDefault(family, new Kept(List.of(), Set.of()));
        Optional<Command> left = Optional.empty();
        boolean inside = false;
        for (Command c : run.script().commands()) {
            Optional<PackageTool> tool =
                    PackageTool.of(c).filter(t -> t.family().equals(family));
            boolean names = kept.paths().stream().anyMatch(c::mentions);
            boolean removes = c.name().equals("rm") || c.name().equals("find");
            inside = c.name().equals("cd") ? names : inside;
            if (tool.filter(t -> leaves(t, build)).isPresent()) {
                left = left.or(() -> Optional.of(c));
            } else if ((removes && (names || inside))
                    || tool.filter(t -> kept.verbs().contains(t.verb())).isPresent()) {
                left = Optional.empty();
            }
        }
        return left;
    }

    private static boolean sets(Build build, String name) {
        Stream<Assignment> env = build.shipped(Env.class).stream().flatMap(e -> e.assignments().stream());
        Stream<Assignment> args = build.shipped(Arg.class).stream().flatMap(a -> a.assignments().stream());
        return Stream.concat(env, args)
                .anyMatch(a -> a.name().equals(name) && a.value().isPresent());
    }

    /** Whether a file of apt's configuration says so for all that follows. */
    static boolean noRecommends(Build build) {
        return says(build, "Install-Recommends");
    }

    static boolean aptAssumesYes(Build build) {
        return says(build, "Assume-Yes");
    }

    private static boolean says(Build build, String setting) {
        boolean[] said = {false};
        build.commands(c -> said[0] |= Set.of("echo", "printf").contains(c.name()) && c.mentions(setting));
        return said[0];
    }
}
