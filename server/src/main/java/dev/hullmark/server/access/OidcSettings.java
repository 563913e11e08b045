package dev.hullmark.server.access;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.store.Tokens.Role;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How users log in by OpenID Connect.
 *
 * @param issuer as its ID tokens name it
 * @param clientSecretFile whose first line is the secret
 * @param roleClaim the claim with the user's groups; {@code a.b} for one inside another
 * @param roles by group; "*" for whoever the issuer knows
 */
public record OidcSettings(
        URI issuer, String clientId, Path clientSecretFile, String roleClaim, Map<String, Role> roles) {
    private static final String ANYBODY = "*";

    public OidcSettings {
        roles = Map.copyOf(roles);
        if (!"https".equals(issuer.getScheme()) && !loopback(issuer)) {
            throw new HullmarkException("The OpenID Connect issuer " + issuer + " is to be an https:// address.");
        }
        if (issuer.getHost() == null || issuer.getUserInfo() != null || issuer.getQuery() != null) {
            throw new HullmarkException("The OpenID Connect issuer " + issuer + " is no issuer's address.");
        }
        if (roles.isEmpty()) {
            throw new HullmarkException(
                    "OpenID Connect needs roles by group, for instance admin=platform,viewer=developers.");
        }
    }

    private static boolean loopback(URI issuer) {
        return "http".equals(issuer.getScheme())
                && ("127.0.0.1".equals(issuer.getHost()) || "localhost".equals(issuer.getHost()));
    }

    /** @param text {@code admin=GROUP,operator=GROUP,viewer=GROUP}; a role may stand there more than once */
    public static Map<String, Role> roles(String text) {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            Optional<Role> role = equals < 0
                    ? Optional.empty()
                    : Role.of(pair.substring(0, equals).strip());
            String group = pair.substring(equals + 1).strip();
            if (role.isEmpty() || group.isEmpty()) {
                throw new HullmarkException(
                        "'" + pair.strip() + "' is no ROLE=GROUP with a role of admin, operator" + " or viewer.");
            }
            roles.merge(group, role.get(), (a, b) -> a.compareTo(b) < 0 ? b : a);
        }
        return roles;
    }

    /** The highest role of any of the groups; empty when none has one. */
    Optional<Role> role(Collection<String> groups) {
        return roles.entrySet().stream()
                .filter(e -> e.getKey().equals(ANYBODY) || groups.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder());
    }
}
