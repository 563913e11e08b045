package dev.hullmark.posture.dockerfile;

import dev.hullmark.posture.dockerfile.Instruction.Env;
import dev.hullmark.posture.dockerfile.Instruction.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    static boolean leaves(PackageTool tool, Build build) {
        Command c = tool.command();
        return switch (tool.family()) {
            case "apt" -> tool.refreshes();
            case "apk" -> (tool.installs() || tool.refreshes()) && !c.has("--no-cache");
            case "yum", "zypper" -> tool.installs() || tool.upgrades();
            case "pip" ->
                tool.installs()
                        && !c.has("--no-cache-dir")
                        && !sets(build, "PIP_NO_CACHE_DIR")
                        && c.assigned().stream().noneMatch(a -> a.startsWith("PIP_NO_CACHE_DIR="));
            default -> false;
        };
    }

    /** Where each keeps what it fetched, and how it is told to throw it away. */
    private record Kept(List<String> paths, Set<String> verbs) {}

    private static final Map<String, Kept> KEPT = Map.of(
            "apt", new Kept(List.of("/var/lib/apt", "/var/lib/{apt"), Set.of("dist-clean")),
            "apk", new Kept(List.of("/var/cache/apk", "/var/cache/*", "/etc/apk/cache"), Set.of("cache")),
            "yum", new Kept(List.of("/var/cache"), Set.of("clean")),
            "zypper", new Kept(List.of("/var/cache"), Set.of("clean", "cc")),
            "pip", new Kept(List.of("/.cache", "pip"), Set.of("cache")));

    /** Whether the same RUN takes away what was kept. */
    static boolean cleaned(Run run, String family) {
        Kept kept = KEPT.getOrDefault(family, new Kept(List.of(), Set.of()));
        for (Command c : run.script().commands()) {
            boolean removes = c.name().equals("rm") || c.name().equals("find");
            boolean says = PackageTool.of(c)
                    .filter(tool -> tool.family().equals(family) && kept.verbs().contains(tool.verb()))
                    .isPresent();
            if (says || (removes && kept.paths().stream().anyMatch(c::mentions))) {
                return true;
            }
        }
        return false;
    }

    private static boolean sets(Build build, String name) {
        return build.shipped(Env.class).stream()
                .flatMap(env -> env.assignments().stream())
                .anyMatch(a -> a.name().equals(name));
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
