package dev.hullmark.posture.container;

import java.util.Optional;
import java.util.Set;

/**
 * What the engine and its host add to every container.
 *
 * @param appArmor whether the kernel has it; so SELinux
 * @param noNewPrivileges whether the engine takes new privileges from all
 * @param openBridge whether containers on the default bridge reach each other ({@code icc})
 * @param direct the networks where a container has an address of the host's own network (macvlan, ipvlan), published or
 *     not; empty when nobody could say
 */
public record Surroundings(
        boolean appArmor, boolean seLinux, boolean noNewPrivileges, boolean openBridge, Optional<Set<String>> direct) {}
