package dev.hullmark.server.http;

import dev.hullmark.model.HullmarkException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How browsers get here, maybe by a reverse proxy.
 *
 * @param publicUrl what users type; empty for what each request says
 * @param trustedProxies addresses whose X-Forwarded-For is believed
 * @param tls whether the server itself speaks TLS
 */
public record Entrance(Optional<URI> publicUrl, List<String> trustedProxies, boolean tls) {
    private static final int IPV6 = 16;
    private static final int NETWORK = 8;

    public Entrance {
        trustedProxies = trustedProxies.stream().map(Entrance::literal).toList();
    }

    private static String literal(String address) {
        try {
            return InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException e) {
            throw new HullmarkException("A trusted proxy is an IP address, which '" + address + "' is not.", e);
        }
    }

    /** Whether browsers come by TLS alone, so that cookies may ask for it. */
    public boolean secure() {
        return tls || publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
    }

    /** Scheme, host and port: {@code https://hullmark.example.com}. */
    public String origin(ServerRequest request) {
        return publicUrl
                .map(url -> url.getScheme() + "://" + url.getAuthority())
                .orElseGet(() -> (tls ? "https://" : "http://") + request.authority());
    }

    /** Whoever asks, as an address; of IPv6 the network, for one customer has a whole one. */
    public String address(ServerRequest request) {
        String peer = request.remotePeer().address() instanceof InetSocketAddress socket && socket.getAddress() != null
                ? socket.getAddress().getHostAddress()
                : "unknown";
        if (!trustedProxies.contains(peer)) {
            return network(peer);
        }
        // The last one was written by the proxy; what stands before may be anybody's invention.
        return request.headers()
                .first(HeaderNames.X_FORWARDED_FOR)
                .map(all -> all.substring(all.lastIndexOf(',') + 1).strip())
                .map(Entrance::network)
                .orElse(peer);
    }

    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == IPV6
                    ? HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(bytes, NETWORK)) + "::/64"
                    : address;
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }
}
