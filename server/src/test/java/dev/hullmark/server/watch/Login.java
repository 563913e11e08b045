package dev.hullmark.server.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Function;

/** How a registry asks who is there; the server has its answer from the file that {@code docker login} writes. */
enum Login {
    NONE,
    HTPASSWD,
    TOKEN;

    private static final String USER = "me";
    private static final String PASSWORD = "right";

    /** Bcrypt of the password, made with {@code htpasswd -nbB me right}. */
    private static final String LINE = "me:$2y$04$R7z9LHZSWU3SLyOQ5LAjxeqmC7rUuv7ynVmglhaOnBUZO5/iITDPy";

    /**
     * A registry's configuration, and what whoever pushes shows it.
     *
     * @param end stops what stands beside the registry
     */
    record Asking(String settings, Function<String, String> authorization, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    Asking open(Path dir, String host) throws IOException, InterruptedException {
        if (this == NONE) {
            return new Asking("", repository -> "", () -> {});
        }
        Path config = Path.of(System.getenv("DOCKER_CONFIG"), "config.json");
        Files.createDirectories(config.getParent());
        Files.writeString(config, "{\"auths\":{\"" + host + "\":{\"auth\":\"" + basic().substring(6) + "\"}}}");
        if (this == HTPASSWD) {
            Path file = Files.writeString(dir.resolve("htpasswd"), LINE + "\n");
            return new Asking("auth: {htpasswd: {realm: test, path: " + file + "}}\n", repository -> basic(), () -> {});
        }
        TokenIssuer issuer = TokenIssuer.start(dir, basic());
        return new Asking(issuer.settings(), issuer::pusher, issuer::close);
    }
}
