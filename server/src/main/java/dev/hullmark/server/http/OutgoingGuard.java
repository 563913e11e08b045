package dev.hullmark.server.http;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.ship.Destinations;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the server may connect to on behalf of users, who must not reach through it what they can't reach themselves
 * (server-side request forgery): public addresses, and what an administrator of the machine allowed.
 *
 * <p>Who connects asks for {@link #address} and connects to that very address. Who only asks whether a URL is allowed
 * ({@link #web}) and looks the name up again afterwards may be given another address then.
 */
public final class OutgoingGuard implements Destinations {
    private static final int LONGEST = 2000;
    private static final int HIGHEST_PORT = 65_535;

    private final List<AllowedHost> allowed;

    /**
     * @param allowed {@code HOST}, {@code HOST:PORT}, an address, or a network as {@code ADDRESS/BITS}
     * @throws HullmarkException for anything else
     */
    public OutgoingGuard(List<String> allowed) {
        this.allowed = allowed.stream().map(AllowedHost::parse).toList();
    }

    /**
     * A URL that may be called now.
     *
     * @throws HullmarkException when it may not; one sentence
     */
    public URI web(String url) {
        URI uri = parse(url);
        try {
            InetAddress _ = address(uri.getHost(), port(uri));
            return uri;
        } catch (UnknownHostException e) {
            throw new HullmarkException("No address is known for the host " + uri.getHost() + ".", e);
        }
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static URI parse(String url) {
        try {
            URI uri = new URI(url.length() > LONGEST ? "" : url);
            String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if ((scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null
                    && port(uri) > 0
                    && port(uri) <= HIGHEST_PORT) {
                if (uri.getRawUserInfo() != null) {
                    throw new HullmarkException("A URL with a user's name in it is not called.");
                }
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new HullmarkException("Write the URL like https://hooks.example.com/path.");
    }

    @Override
    public InetAddress address(String host, int port) throws UnknownHostException {
        String name = Addresses.bare(host);
        if (!Addresses.named(name)) {
            throw new Forbidden("'" + Addresses.shown(host) + "' is no host's name and no usual address.");
        }
        InetAddress[] all = InetAddress.getAllByName(name);
        for (InetAddress address : all) {
            if (!Addresses.open(address) && allowed.stream().noneMatch(a -> a.covers(name, address, port))) {
                throw new Forbidden("The host " + Addresses.shown(host)
                        + " is not public, so it is not called; the server's" + " option --allow-host allows it.");
            }
        }
        return InetAddress.getByAddress(name, all[0].getAddress());
    }
}
