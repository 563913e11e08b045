package dev.hullmark.server;

import dev.hullmark.server.access.OidcSettings;
import dev.hullmark.server.watch.Registry;
import dev.hullmark.server.watch.Watched;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a server is run in a test: on loopback, at any port, fetching nothing. A test says what differs. */
public final class TestOptions {
    private final Path data;
    private final Path token;
    private List<Registry> registries = List.of();
    private Duration poll = Duration.ofHours(1);
    private List<String> allowedHosts = List.of();
    private Optional<URI> publicUrl = Optional.empty();
    private List<String> trustedProxies = List.of();
    private Optional<OidcSettings> oidc = Optional.empty();
    private Watched watched = Watched.ALL;
    private long largestLayer = 1L << 30;
    private boolean attach;
    private int port;
    private Optional<String> database = Optional.empty();
    private Optional<URI> feeds = Optional.empty();

    /** @param token where the administrator's is written, or taken from */
    public TestOptions(Path data, Path token) {
        this.data = data;
        this.token = token;
    }

    public TestOptions watching(Duration every, Watched which, String... addresses) {
        poll = every;
        watched = which;
        registries = List.of(addresses).stream().map(Registry::parse).toList();
        return this;
    }

    public TestOptions allowing(String... hosts) {
        allowedHosts = List.of(hosts);
        return this;
    }

    public TestOptions reached(Optional<URI> url, List<String> proxies) {
        publicUrl = url;
        trustedProxies = proxies;
        return this;
    }

    public TestOptions with(Optional<OidcSettings> settings) {
        oidc = settings;
        return this;
    }

    public TestOptions largestLayer(long bytes) {
        largestLayer = bytes;
        return this;
    }

    public TestOptions attaching(boolean asked) {
        attach = asked;
        return this;
    }

    public TestOptions port(int number) {
        port = number;
        return this;
    }

    /** @param address as {@code --database} has it */
    public TestOptions database(String address) {
        database = Optional.of(address);
        return this;
    }

    public TestOptions feeds(URI from) {
        feeds = Optional.of(from);
        return this;
    }

    public ServerOptions build() {
        return new ServerOptions(
                "127.0.0.1",
                port,
                data,
                database,
                registries,
                poll,
                Optional.of(token),
                Optional.empty(),
                feeds,
                Duration.ofHours(1),
                allowedHosts,
                publicUrl,
                trustedProxies,
                oidc,
                watched,
                largestLayer,
                attach);
    }
}
