package dev.hullmark.server;

import dev.hullmark.server.access.OidcSettings;
import dev.hullmark.server.http.OutgoingGuard;
import dev.hullmark.server.http.Web;
import dev.hullmark.server.watch.Registry;
import dev.hullmark.server.watch.Watched;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a server is run.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param data where its database, advisories, tokens and cache of layers lie
 * @param database a JDBC URL; empty for SQLite in {@code data}
 * @param registries whose images are watched
 * @param poll from one look at a whole registry to the next
 * @param adminTokenFile where an administrator's token is written at the first start, or taken from
 * @param tls empty for plain HTTP
 * @param feeds where advisories are fetched from; empty to wait for imports
 * @param refresh from one fetch of advisories to the next
 * @param allowedHosts what users may have called though it is not public; see {@link OutgoingGuard}
 * @param publicUrl what users type to get here; empty when it is where the server listens
 * @param trustedProxies addresses of reverse proxies whose X-Forwarded-For is believed
 * @param oidc empty when users log in with passwords alone
 * @param watched which images of the registries count
 * @param largestLayer in bytes as it is sent: an image with a larger one is not read
 * @param attach whether what was read of an image is attached to it in its registry
 */
public record ServerOptions(
        String host,
        int port,
        Path data,
        Optional<String> database,
        List<Registry> registries,
        Duration poll,
        Optional<Path> adminTokenFile,
        Optional<Web.Identity> tls,
        Optional<URI> feeds,
        Duration refresh,
        List<String> allowedHosts,
        Optional<URI> publicUrl,
        List<String> trustedProxies,
        Optional<OidcSettings> oidc,
        Watched watched,
        long largestLayer,
        boolean attach) {
    public ServerOptions {
        registries = List.copyOf(registries);
        allowedHosts = List.copyOf(allowedHosts);
        trustedProxies = List.copyOf(trustedProxies);
    }
}
