package dev.hullmark.posture.container;

import java.util.Optional;
import java.util.Set;

/**
 * What the engine and its host add to every container.
 *
 * @param podman whether the engine is Podman
 * @param place where the engine listens: a socket's path, or an address
 * @param appArmor whether the kernel has it; so SELinux
 * @param seccomp whether containers that bring no profile of their own run under one
 * @param noNewPrivileges whether the engine takes new privileges from all; empty when that can't be told
 * @param openBridge whether containers on the default bridge reach each other ({@code icc})
 * @param direct the networks where a container has an address of the host's own network (macvlan, ipvlan), published or
 *     not; empty when nobody could say
 */
public record Surroundings(
        boolean podman,
        String place,
        boolean appArmor,
        boolean seLinux,
        boolean seccomp,
        Optional<Boolean> noNewPrivileges,
        boolean openBridge,
        Optional<Set<String>> direct) {}
