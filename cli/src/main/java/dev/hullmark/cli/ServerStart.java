package dev.hullmark.cli;

import dev.hullmark.server.HullmarkServer;
import dev.hullmark.server.ServerOptions;
import dev.hullmark.server.access.OidcSettings;
import dev.hullmark.server.http.Web;
import dev.hullmark.server.watch.Patterns;
import dev.hullmark.server.watch.Registry;
import dev.hullmark.server.watch.Watched;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs a server until a signal ends the program. Apart from its command, which the help and the reference make too: there
 * the server's classes are not at hand.
 */
final class ServerStart {
    private ServerStart() {}

    /** What was asked for on the command line; see {@link ServerOptions}. */
    record Asked(
            String host,
            int port,
            Path data,
            Optional<String> database,
            List<String> registries,
            Duration poll,
            Optional<Path> adminTokenFile,
            Optional<Path> certificate,
            Optional<Path> key,
            Optional<URI> feeds,
            Duration refresh,
            List<String> allowedHosts,
            Optional<URI> publicUrl,
            List<String> trustedProxies,
            Optional<Oidc> oidc,
            List<String> repositories,
            List<String> tags,
            List<String> manual,
            long largestLayer,
            boolean attach) {}

    /** How users log in by OpenID Connect; see {@link OidcSettings}. */
    record Oidc(URI issuer, String clientId, Path clientSecretFile, String roleClaim, String roles) {}

    static void run(Asked asked) {
        ServerOptions options = new ServerOptions(
                asked.host(),
                asked.port(),
                asked.data(),
                asked.database(),
                asked.registries().stream().map(Registry::parse).toList(),
                asked.poll(),
                asked.adminTokenFile(),
                asked.certificate()
                        .map(chain -> new Web.Identity(chain, asked.key().orElseThrow())),
                asked.feeds(),
                asked.refresh(),
                asked.allowedHosts(),
                asked.publicUrl(),
                asked.trustedProxies(),
                asked.oidc()
                        .map(oidc -> new OidcSettings(
                                oidc.issuer(),
                                oidc.clientId(),
                                oidc.clientSecretFile(),
                                oidc.roleClaim(),
                                OidcSettings.roles(oidc.roles()))),
                new Watched(
                        Patterns.parse(asked.repositories()),
                        Patterns.parse(asked.tags()),
                        asked.manual().isEmpty() ? Patterns.NONE : Patterns.parse(asked.manual())),
                asked.largestLayer(),
                asked.attach());
        // In this order: the server is closed before the signal's wait is over.
        try (StopSignal stop = new StopSignal(Duration.ofDays(1));
                HullmarkServer server = HullmarkServer.start(options)) {
            System.err.println("hullmark: serving at " + server.address());
            stop.await();
        }
    }
}
