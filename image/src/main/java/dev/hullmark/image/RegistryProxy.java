package dev.hullmark.image;

import dev.hullmark.engine.Loopback;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy the environment names: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in capitals or not,
 * read as Go's programs read them. This machine itself is never asked through one.
 */
final class RegistryProxy extends ProxySelector {
    /** Java sends no password through a tunnel's opening unless this, read when its client is first used, is empty. */
    private static final String TUNNELS_WITHOUT = "jdk.http.auth.tunneling.disabledSchemes";

    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final Map<String, String> environment;
    private final NoProxy without;

    RegistryProxy(Map<String, String> environment) {
        this.environment = environment;
        without = new NoProxy(variable("NO_PROXY"));
        if (variable("HTTPS_PROXY").indexOf('@') >= 0) {
            System.setProperty(TUNNELS_WITHOUT, "");
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        return proxy(uri)
                .map(address -> List.of(new Proxy(
                        Proxy.Type.HTTP,
                        new InetSocketAddress(address.getHost(), address.getPort() > 0 ? address.getPort() : 80))))
                .orElse(DIRECT);
    }

    /** The value of the Proxy-Authorization header, where the proxy's address holds a user. Only the proxy sees it. */
    Optional<String> authorization(URI uri) {
        Optional<URI> address = proxy(uri).filter(proxy -> proxy.getUserInfo() != null);
        return address.map(proxy -> "Basic "
                + Base64.getEncoder().encodeToString(proxy.getUserInfo().getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<URI> proxy(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        boolean tls = "https".equals(uri.getScheme());
        String proxy = variable(tls ? "HTTPS_PROXY" : "HTTP_PROXY");
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        return proxy.isEmpty() || Loopback.is(host) || without.covers(host, port)
                ? Optional.empty()
                : Optional.of(parse(proxy));
    }

    private static URI parse(String text) {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() != null && "http".equals(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, without the text: it may hold a password
        }
        throw new RegistryException("The proxy that HTTPS_PROXY or HTTP_PROXY names can't be used: write it as"
                + " http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with odd characters percent-encoded.");
    }

    private String variable(String name) {
        String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return (lower.isEmpty() ? environment.getOrDefault(name, "") : lower).strip();
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException problem) {
        // The request that failed says so itself.
    }
}
