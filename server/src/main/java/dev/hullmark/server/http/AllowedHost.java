package dev.hullmark.server.http;

import dev.hullmark.model.HullmarkException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What may be called though it is not public.
 *
 * @param host its name; "" where a network is meant
 * @param network empty where a name is meant: then any address that the name has
 * @param port 0 for any
 */
record AllowedHost(String host, Optional<Network> network, int port) {
    private static final int HIGHEST_PORT = 65_535;

    static AllowedHost parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean port = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        String bare = Addresses.bare(port ? text.substring(0, colon) : text);
        int number = port ? port(text.substring(colon + 1)) : 0;
        Optional<Network> network = Network.parse(bare);
        if (number < 0 || (network.isEmpty() && (bare.contains(":") || !Addresses.named(bare)))) {
            throw new HullmarkException("'" + Addresses.shown(text)
                    + "' is no HOST, HOST:PORT, address or network, for instance mail.example.com or 10.0.0.0/8.");
        }
        return new AllowedHost(network.isPresent() ? "" : bare, network, number);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port <= HIGHEST_PORT ? port : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    boolean covers(String name, InetAddress address, int port) {
        return (this.port == 0 || this.port == port)
                && network.map(n -> n.covers(address)).orElseGet(() -> host.equals(name));
    }
}
