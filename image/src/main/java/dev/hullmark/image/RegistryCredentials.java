package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** Where they may be, the first that has some wins: what the user names for it, Docker's file, then Podman's. */
    static List<Path> files(Map<String, String> environment, Path home) {
        List<Path> files = new ArrayList<>();
        String podman = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
        if (!podman.isEmpty()) {
            files.add(Path.of(podman));
        }
        String docker = environment.getOrDefault("DOCKER_CONFIG", "");
        files.add((docker.isEmpty() ? home.resolve(".docker") : Path.of(docker)).resolve("config.json"));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            files.add(Path.of(runtime, "containers/auth.json"));
        }
        files.add(home.resolve(".config/containers/auth.json"));
        return files;
    }

    static RegistryCredentials find(List<Path> files, RegistryReference wanted, CredentialHelpers helpers) {
        String note = "";
        for (Path file : files) {
            if (Files.isReadable(file)) {
                RegistryCredentials found = in(file, wanted, helpers);
                if (found.present()) {
                    return found;
                }
                note = note.isEmpty() ? found.note() : note;
            }
        }
        return none(note);
    }

    /** The registry's own helper knows best; a helper for all is asked only where the file itself holds nothing. */
    private static RegistryCredentials in(Path file, RegistryReference wanted, CredentialHelpers helpers) {
        Optional<Json> json = read(file);
        if (json.isEmpty()) {
            return none(file + " is not valid JSON and was not used.");
        }
        RegistryCredentials asked = none("");
        String own = helper(json.get(), wanted.registry());
        if (!own.isEmpty()) {
            asked = helpers.ask(own, wanted.registry());
        }
        if (asked.present()) {
            return asked;
        }
        RegistryCredentials written = written(json.get().get("auths"), wanted);
        if (written.present()) {
            return written;
        }
        String common = json.get().get("credsStore").text();
        return own.isEmpty() && !common.isEmpty() ? helpers.ask(common, wanted.registry()) : asked;
    }

    /** By the longest key that fits: Podman's may name a repository or what several begin with. */
    private static RegistryCredentials written(Json auths, RegistryReference wanted) {
        String key = wanted.registry() + "/" + wanted.repository();
        for (int slash = key.length(); slash > wanted.registry().length(); slash = key.lastIndexOf('/', slash - 1)) {
            RegistryCredentials found = of(auths.get(key.substring(0, slash)));
            if (found.present()) {
                return found;
            }
        }
        for (Map.Entry<String, Json> entry : auths.fields().entrySet()) {
            if (isFor(entry.getKey(), wanted.registry())) {
                RegistryCredentials found = of(entry.getValue());
                if (found.present()) {
                    return found;
                }
            }
        }
        return none("");
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
        return "";
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
        String path = slash < 0 ? "" : host.substring(slash + 1);
        // Without a scheme a path names repositories, but for what old versions of Docker wrote.
        boolean whole = scheme >= 0 || path.isEmpty() || path.equals("v1/") || path.equals("v2/");
        return whole && (slash < 0 ? host : host.substring(0, slash)).equals(registry);
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
