package dev.hullmark.engine;

/**
 * A process of a container, as the engine's ps shows it.
 *
 * @param pid on the engine's host
 * @param user a number or a name, on the engine's host
 * @param command with its arguments, which may hold secrets
 */
public record EngineProcess(long pid, String user, String command) {}
