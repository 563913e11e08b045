package dev.hullmark.image;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How patient we are with registries, and where the user's settings are.
 *
 * @param connect until a connection stands
 * @param answer until an answer begins
 * @param idle without a byte
 * @param pace within this much waiting, a document must be complete and a layer go on by {@link Limits#REGISTRY_PACE}
 * @param pauses waits between two attempts
 * @param environment {@code HTTPS_PROXY}, {@code NO_PROXY}, {@code DOCKER_CONFIG} …
 * @param home the user's home directory
 */
record RegistrySettings(
        Duration connect,
        Duration answer,
        Duration idle,
        Duration pace,
        Pauses pauses,
        Map<String, String> environment,
        Path home) {

    /** Sleeps; a test only counts. */
    @FunctionalInterface
    interface Pauses {
        void pause(Duration duration) throws InterruptedException;
    }

    static RegistrySettings ofProcess() {
        return new RegistrySettings(
                Limits.REGISTRY_CONNECT,
                Limits.REGISTRY_ANSWER,
                Limits.REGISTRY_IDLE,
                Limits.REGISTRY_PACE_TIME,
                Thread::sleep,
                System.getenv(),
                Path.of(System.getProperty("user.home", "/")));
    }
}
