package dev.hullmark.sensor.container;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container's id in the name of its cgroup. Docker with cgroupfs has {@code ID}, with systemd {@code docker-ID.scope};
 * containerd {@code cri-containerd-ID.scope} or {@code ID}; CRI-O {@code crio-ID.scope}; Podman {@code libpod-ID.scope} or
 * {@code libpod-ID}.
 */
public final class CgroupName {
    private static final Pattern NAME = Pattern.compile("(?:[a-z-]+-)?([0-9a-f]{64})(?:\\.scope)?");
    private static final Pattern MONITOR = Pattern.compile("(?:libpod|crio)-conmon-.*");

    private CgroupName() {}

    /** The id in one name. What watches over a container ({@code conmon}) is none. */
    public static Optional<String> id(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() && !MONITOR.matcher(name).matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
