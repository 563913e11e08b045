package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to show a registry, from the files that {@code docker login} and {@code podman login} write.
 *
 * @param user "" for none
 * @param password with the user
 * @param identityToken an OAuth2 refresh token in place of a password, or ""
 * @param note why there are none although the user may expect some, as a sentence; or ""
 */
record RegistryCredentials(String user, String password, String identityToken, String note) {
    /** Under this name Docker keeps what belongs to its Hub. */
    private static final String HUB_KEY = "https://index.docker.io/v1/";

    static RegistryCredentials none(String note) {
        return new RegistryCredentials("", "", "", note);
    }

    boolean present() {
        return !user.isEmpty() || !identityToken.isEmpty();
    }

    /** The value of an Authorization header (RFC 7617). */
    String basic() {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Where they may be, the first that has some wins. */
    static List<Path> files(Map<String, String> environment, Path home) {
        String docker = environment.getOrDefault("DOCKER_CONFIG", "");
        String podman = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return List.of(
                (docker.isEmpty() ? home.resolve(".docker") : Path.of(docker)).resolve("config.json"),
                !podman.isEmpty()
                        ? Path.of(podman)
                        : runtime.isEmpty()
                                ? home.resolve(".config/containers/auth.json")
                                : Path.of(runtime, "containers/auth.json"));
    }

    /** @param registry {@code docker.io}, {@code localhost:5000} */
    static RegistryCredentials find(List<Path> files, String registry) {
        String note = "";
        for (Path file : files) {
            if (Files.isReadable(file)) {
                RegistryCredentials found = in(file, registry);
                if (found.present()) {
                    return found;
                }
                note = note.isEmpty() ? found.note() : note;
            }
        }
        return none(note);
    }

    private static RegistryCredentials in(Path file, String registry) {
        Optional<Json> json = read(file);
        if (json.isEmpty()) {
            return none(file + " is not valid JSON and was not used.");
        }
        for (Map.Entry<String, Json> entry : json.get().get("auths").fields().entrySet()) {
            if (isFor(entry.getKey(), registry)) {
                RegistryCredentials found = of(entry.getValue());
                if (found.present()) {
                    return found;
                }
            }
        }
        String helper = helper(json.get(), registry);
        return none(
                helper.isEmpty()
                        ? ""
                        : file + " leaves the credentials to the helper docker-credential-" + helper
                                + ", which Hullmark does not ask; log in with a file that holds them.");
    }

    private static RegistryCredentials of(Json entry) {
        String identityToken = entry.get("identitytoken").text();
        String user = entry.get("username").text();
        String password = entry.get("password").text();
        String auth = entry.get("auth").text();
        if (!auth.isEmpty()) {
            try {
                String pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                if (colon > 0) {
                    user = pair.substring(0, colon);
                    password = strippedOfNul(pair.substring(colon + 1));
                }
            } catch (IllegalArgumentException e) {
                return none("");
            }
        }
        return new RegistryCredentials(user, password, identityToken, "");
    }

    /** Old clients filled the password up with NUL. */
    private static String strippedOfNul(String password) {
        int end = password.length();
        while (end > 0 && password.charAt(end - 1) == 0) {
            end--;
        }
        return password.substring(0, end);
    }

    private static String helper(Json config, String registry) {
        for (Map.Entry<String, Json> entry : config.get("credHelpers").fields().entrySet()) {
            if (isFor(entry.getKey(), registry)) {
                return entry.getValue().text();
            }
        }
        return config.get("credsStore").text();
    }

    /** A key may be a host, or a URL of it; the Hub has one of its own. */
    private static boolean isFor(String key, String registry) {
        if (key.equals(registry)) {
            return true;
        }
        if (registry.equals("docker.io")) {
            return key.equals(HUB_KEY) || key.equals("index.docker.io") || key.equals("registry-1.docker.io");
        }
        int scheme = key.indexOf("://");
        String host = scheme < 0 ? key : key.substring(scheme + 3);
        int slash = host.indexOf('/');
        return (slash < 0 ? host : host.substring(0, slash)).equals(registry);
    }

    private static Optional<Json> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Json.parse(in.readNBytes(Limits.USER_CONFIG)).filter(Json::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return present() ? "credentials" : "no credentials";
    }
}
