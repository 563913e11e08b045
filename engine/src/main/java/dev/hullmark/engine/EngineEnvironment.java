package dev.hullmark.engine;

import java.nio.file.Path;
import java.util.Map;

/**
 * What says where engines are.
 *
 * @param variables the environment: {@code DOCKER_HOST}, {@code DOCKER_CONTEXT}, {@code DOCKER_CONFIG},
 *     {@code DOCKER_TLS_VERIFY}, {@code DOCKER_CERT_PATH}, {@code XDG_RUNTIME_DIR}
 * @param home the user's home directory
 * @param root where the usual places start, {@code /} but in tests
 */
public record EngineEnvironment(Map<String, String> variables, Path home, Path root) {
    public EngineEnvironment {
        variables = Map.copyOf(variables);
    }

    /** This process's own. */
    public static EngineEnvironment ofProcess() {
        return new EngineEnvironment(System.getenv(), Path.of(System.getProperty("user.home", "/")), Path.of("/"));
    }

    String variable(String name) {
        return variables.getOrDefault(name, "").strip();
    }

    /** Where Docker's client keeps its config.json and contexts. */
    Path dockerConfig() {
        String set = variable("DOCKER_CONFIG");
        return set.isEmpty() ? home.resolve(".docker") : Path.of(set);
    }
}
