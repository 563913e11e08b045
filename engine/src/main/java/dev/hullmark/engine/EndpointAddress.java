package dev.hullmark.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads an engine's address: {@code unix://PATH}, {@code tcp://HOST[:PORT]}. */
final class EndpointAddress {
    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;

    private EndpointAddress() {}

    /** @param certificates for TLS on TCP */
    static Endpoint parse(String address, Optional<Path> certificates, String origin) {
        int cut = address.indexOf("://");
        String scheme = cut < 0 ? "" : address.substring(0, cut).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "unix" -> unix(address.substring(cut + 3), origin);
            case "tcp", "https" -> tcp(address, certificates, origin);
            case "ssh" ->
                throw new EngineException(origin + " reaches its engine over ssh, which Hullmark doesn't: forward its"
                        + " socket (ssh -L /tmp/engine.sock:/var/run/docker.sock HOST) and set"
                        + " DOCKER_HOST=unix:///tmp/engine.sock");
            default ->
                throw new EngineException(origin + " is \"" + Text.clean(address)
                        + "\": Hullmark knows unix:///PATH and tcp://HOST:PORT");
        };
    }

    private static Endpoint unix(String path, String origin) {
        try {
            Path socket = Path.of(path);
            if (socket.isAbsolute()) {
                return new Endpoint.Unix(socket, origin);
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new EngineException(
                origin + " names the socket \"" + Text.clean(path) + "\": an absolute path is needed");
    }

    private static Endpoint tcp(String address, Optional<Path> certificates, String origin) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            throw new EngineException(origin + " is \"" + Text.clean(address) + "\", which is no address", e);
        }
        String host = uri.getHost() == null ? "" : uri.getHost();
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw new EngineException(origin + " is \"" + Text.clean(address) + "\", which names no host");
        }
        if (certificates.isEmpty() && !Loopback.is(host)) {
            throw new EngineException(origin + " is " + Text.clean(address)
                    + " without TLS: anybody on the way could change what is seen; set DOCKER_TLS_VERIFY=1 and"
                    + " DOCKER_CERT_PATH");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : certificates.isPresent() ? TLS_PORT : PLAIN_PORT;
        return new Endpoint.Tcp(host, port, certificates, origin);
    }
}
