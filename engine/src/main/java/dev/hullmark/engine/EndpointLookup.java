package dev.hullmark.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where an engine may be, in the order of Docker's own client: {@code DOCKER_HOST}, {@code DOCKER_CONTEXT}, the current
 * context of {@code config.json}; who names one means that one only. Else the usual sockets of Docker and Podman.
 */
final class EndpointLookup {
    private EndpointLookup() {}

    /** Never empty. */
    static List<Endpoint> candidates(EngineEnvironment env) {
        String host = env.variable("DOCKER_HOST");
        if (!host.isEmpty()) {
            return List.of(fromHost(env, host));
        }
        String origin = "DOCKER_CONTEXT";
        String context = env.variable("DOCKER_CONTEXT");
        if (context.isEmpty()) {
            Path config = env.dockerConfig().resolve("config.json");
            origin = config.toString();
            context = Files.isReadable(config)
                    ? Json.file(config).path("currentContext").asString("")
                    : "";
        }
        return context.isEmpty() || context.equals("default") ? usual(env) : List.of(ofContext(env, context, origin));
    }

    private static Endpoint fromHost(EngineEnvironment env, String host) {
        boolean verify = !env.variable("DOCKER_TLS_VERIFY").isEmpty();
        String certificates = env.variable("DOCKER_CERT_PATH");
        Optional<Path> tls = verify
                ? Optional.of(certificates.isEmpty() ? env.dockerConfig() : Path.of(certificates))
                : Optional.empty();
        return EndpointAddress.parse(host, tls, "DOCKER_HOST");
    }

    private static Endpoint ofContext(EngineEnvironment env, String name, String origin) {
        String id = sha256(name);
        Path contexts = env.dockerConfig().resolve("contexts");
        Path meta = contexts.resolve("meta").resolve(id).resolve("meta.json");
        if (!Files.isReadable(meta)) {
            throw new EngineException("the Docker context \"" + Text.clean(name) + "\" named by " + origin
                    + " does not exist: `docker context ls` lists them");
        }
        JsonNode docker = Json.file(meta).path("Endpoints").path("docker");
        String host = docker.path("Host").asString("");
        if (host.isEmpty()) {
            throw new EngineException("the Docker context \"" + Text.clean(name) + "\" names no Docker endpoint");
        }
        if (docker.path("SkipTLSVerify").asBoolean(false)) {
            throw new EngineException("the Docker context \"" + Text.clean(name)
                    + "\" skips the check of the engine's certificate: give it a CA certificate");
        }
        Path certificates = contexts.resolve("tls").resolve(id).resolve("docker");
        Optional<Path> tls = Files.isDirectory(certificates) ? Optional.of(certificates) : Optional.empty();
        return EndpointAddress.parse(host, tls, "Docker context \"" + Text.clean(name) + "\"");
    }

    private static List<Endpoint> usual(EngineEnvironment env) {
        List<Endpoint> places = new ArrayList<>();
        String runtime = env.variable("XDG_RUNTIME_DIR");
        Optional<Path> own = runtime.isEmpty() ? Optional.empty() : Optional.of(Path.of(runtime));
        places.add(unix(env.root().resolve("var/run/docker.sock")));
        own.ifPresent(dir -> places.add(unix(dir.resolve("docker.sock"))));
        places.add(unix(env.home().resolve(".docker/run/docker.sock")));
        own.ifPresent(dir -> places.add(unix(dir.resolve("podman/podman.sock"))));
        places.add(unix(env.root().resolve("run/podman/podman.sock")));
        return places;
    }

    private static Endpoint unix(Path socket) {
        return new Endpoint.Unix(socket, "");
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
