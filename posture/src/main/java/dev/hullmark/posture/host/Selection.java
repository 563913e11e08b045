package dev.hullmark.posture.host;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.posture.CisDocker;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which checks to run: by id ({@code 5.4}), by the beginning of ids ({@code 5}, {@code 1.1}), by rule
 * ({@code privileged-container}) or by group. docker-bench's own words for them are understood.
 */
public final class Selection {
    /** Everything. */
    public static final Selection ALL = new Selection(Set.of(), Set.of());

    /** The list of what going rootless needs; no part of the benchmark. */
    public static final String ROOTLESS = "rootless";

    private static final Map<String, String> GROUPS = Map.ofEntries(
            Map.entry("host", "1"),
            Map.entry("daemon", "2"),
            Map.entry("files", "3"),
            Map.entry("images", "4"),
            Map.entry("containers", "5"),
            Map.entry("operations", "6"),
            Map.entry("swarm", "7"),
            Map.entry("host_configuration", "1"),
            Map.entry("docker_daemon_configuration", "2"),
            Map.entry("docker_daemon_files", "3"),
            Map.entry("container_images", "4"),
            Map.entry("container_runtime", "5"),
            Map.entry("docker_security_operations", "6"),
            Map.entry("docker_swarm_configuration", "7"));

    private final Set<String> only;
    private final Set<String> except;

    private Selection(Set<String> only, Set<String> except) {
        this.only = only;
        this.except = except;
    }

    /**
     * @param only what to run; empty for all
     * @param except what to leave out of it
     * @throws HullmarkException for a word that names no check
     */
    public static Selection of(List<String> only, List<String> except) {
        return new Selection(normal(only), normal(except));
    }

    public boolean has(CisDocker.Check check) {
        return (only.isEmpty() || names(only, check)) && !names(except, check);
    }

    /** The rules of the checks that are not to run. */
    public Set<String> leftOut() {
        return CisDocker.checks().stream()
                .filter(check -> !has(check))
                .map(check -> check.rule().id())
                .collect(Collectors.toSet());
    }

    public boolean hasRootless() {
        return (only.isEmpty() || only.contains(ROOTLESS)) && !except.contains(ROOTLESS);
    }

    private static boolean names(Set<String> words, CisDocker.Check check) {
        return words.stream()
                .anyMatch(word -> check.id().equals(word)
                        || check.id().startsWith(word + ".")
                        || check.rule().id().equals(word));
    }

    private static Set<String> normal(List<String> words) {
        Set<String> normal = new LinkedHashSet<>();
        for (String word : words) {
            String w = word.strip().toLowerCase(Locale.ROOT);
            String id = w.startsWith("check_") ? w.substring("check_".length()).replace('_', '.') : w;
            String name = GROUPS.getOrDefault(id, id);
            Set<String> one = Set.of(name);
            if (!name.equals(ROOTLESS) && CisDocker.checks().stream().noneMatch(check -> names(one, check))) {
                throw new HullmarkException("there is no check or group '" + word
                        + "': give an id such as 5.4, a section such as 5, or one of host, daemon, files, images,"
                        + " containers, operations, swarm, rootless.");
            }
            normal.add(name);
        }
        return normal;
    }
}
