package dev.hullmark.image;

import dev.hullmark.engine.Loopback;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxy the environment names: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in capitals or not.
 * This machine itself is never asked through one.
 */
final class RegistryProxy extends ProxySelector {
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final Map<String, String> environment;
    private final String[] without;

    RegistryProxy(Map<String, String> environment) {
        this.environment = environment;
        without = variable("NO_PROXY").toLowerCase(Locale.ROOT).split(",", -1);
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        String proxy = variable("https".equals(uri.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY");
        return proxy.isEmpty() || Loopback.is(host) || isWithout(host) ? DIRECT : List.of(parse(proxy));
    }

    /** {@code *}, a host, or a domain with or without a leading dot; a port is passed over. */
    private boolean isWithout(String host) {
        for (String entry : without) {
            String domain = entry.strip();
            int colon = domain.lastIndexOf(':');
            if (colon > 0 && domain.indexOf(':') == colon) {
                domain = domain.substring(0, colon);
            }
            if (domain.startsWith("*.")) {
                domain = domain.substring(1);
            }
            String bare = domain.startsWith(".") ? domain.substring(1) : domain;
            if (domain.equals("*") || (!bare.isEmpty() && (host.equals(bare) || host.endsWith("." + bare)))) {
                return true;
            }
        }
        return false;
    }

    private static Proxy parse(String text) {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            if (uri.getUserInfo() == null && uri.getHost() != null && "http".equals(uri.getScheme())) {
                int port = uri.getPort() > 0 ? uri.getPort() : 80;
                return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), port));
            }
        } catch (URISyntaxException e) {
            // said below, without the text: it may hold a password
        }
        throw new RegistryException("The proxy that HTTPS_PROXY or HTTP_PROXY names can't be used: write it as"
                + " http://HOST:PORT, without a user.");
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
