package dev.hullmark.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another place that holds what a registry holds.
 *
 * @param registry whose content it has: {@code docker.io}
 * @param host with its port
 * @param prefix what comes before the registry's own repository names, ending in a slash, or ""
 */
public record RegistryMirror(String registry, String host, String prefix) {
    /** Where the environment names mirrors, separated by commas or blanks. */
    static final String VARIABLE = "HULLMARK_REGISTRY_MIRRORS";

    /**
     * Reads {@code REGISTRY=HOST[:PORT][/PREFIX]}.
     *
     * @throws ImageException when it is written otherwise
     */
    public static RegistryMirror parse(String text) {
        int equals = text.indexOf('=');
        if (equals > 0) {
            String place = text.substring(equals + 1);
            int slash = place.indexOf('/');
            String host = slash < 0 ? place : place.substring(0, slash);
            String prefix = slash < 0 ? "" : place.substring(slash + 1);
            while (prefix.endsWith("/")) {
                prefix = prefix.substring(0, prefix.length() - 1);
            }
            String registry = text.substring(0, equals);
            registry = registry.equals("index.docker.io") ? "docker.io" : registry;
            if (RegistryReference.isHost(registry)
                    && RegistryReference.isHost(host)
                    && (prefix.isEmpty() || RegistryReference.isRepository(prefix))) {
                return new RegistryMirror(registry, host, prefix.isEmpty() ? "" : prefix + "/");
            }
        }
        throw new ImageException("'" + PlatformChoice.clip(text)
                + "' names no mirror; write it as REGISTRY=HOST, for instance docker.io=mirror.example.com.");
    }

    /** Those for this registry: the user's first, then the environment's. */
    static List<RegistryMirror> of(String registry, List<RegistryMirror> given, Map<String, String> environment) {
        List<RegistryMirror> all = new ArrayList<>(given);
        for (String text :
                environment.getOrDefault(VARIABLE, "").replace(',', ' ').split(" ", -1)) {
            if (!text.isBlank()) {
                all.add(parse(text.strip()));
            }
        }
        all.removeIf(mirror -> !mirror.registry.equals(registry));
        return all;
    }

    /** The same image, there. */
    RegistryReference of(RegistryReference reference) {
        return new RegistryReference(host, prefix + reference.repository(), reference.tag(), reference.digest());
    }
}
