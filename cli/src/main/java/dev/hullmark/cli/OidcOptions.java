package dev.hullmark.cli;

import dev.hullmark.model.HullmarkException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a server's users log in by OpenID Connect. */
final class OidcOptions {
    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "Let users log in by OpenID Connect at this issuer; needs the other --oidc options.")
    private Optional<URI> issuer = Optional.empty();

    @Option(names = "--oidc-client-id", paramLabel = "ID", description = "What the issuer calls this server.")
    private Optional<String> clientId = Optional.empty();

    @Option(
            names = "--oidc-client-secret-file",
            paramLabel = "FILE",
            description = "Whose only line is the secret that the issuer knows this server by.")
    private Optional<Path> clientSecretFile = Optional.empty();

    @Option(
            names = "--oidc-role-claim",
            paramLabel = "CLAIM",
            defaultValue = "groups",
            description = "Where the ID token has a user's groups; default: groups.")
    private String roleClaim = "groups";

    @Option(
            names = "--oidc-roles",
            paramLabel = "ROLE=GROUP,…",
            description =
                    "Who may what: admin=GROUP,operator=GROUP,viewer=GROUP. '*' is anybody whom the issuer knows.")
    private Optional<String> roles = Optional.empty();

    /** @return empty when no issuer was named */
    Optional<ServerStart.Oidc> asked() {
        if (issuer.isEmpty() && clientId.isEmpty() && clientSecretFile.isEmpty() && roles.isEmpty()) {
            return Optional.empty();
        }
        if (issuer.isEmpty() || clientId.isEmpty() || clientSecretFile.isEmpty() || roles.isEmpty()) {
            throw new HullmarkException("OpenID Connect needs --oidc-issuer, --oidc-client-id,"
                    + " --oidc-client-secret-file and --oidc-roles.");
        }
        return Optional.of(
                new ServerStart.Oidc(issuer.get(), clientId.get(), clientSecretFile.get(), roleClaim, roles.get()));
    }
}
