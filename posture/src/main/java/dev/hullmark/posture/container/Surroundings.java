package dev.hullmark.posture.container;

/**
 * What the engine and its host add to every container.
 *
 * @param appArmor whether the kernel has it; so SELinux
 * @param noNewPrivileges whether the engine takes new privileges from all
 * @param openBridge whether containers on the default bridge reach each other ({@code icc})
 */
public record Surroundings(boolean appArmor, boolean seLinux, boolean noNewPrivileges, boolean openBridge) {}
