package dev.hullmark.ship;

import dev.hullmark.model.HullmarkException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What addresses may be connected to. */
@FunctionalInterface
public interface Destinations {
    /**
     * Where to connect to for a host.
     *
     * @return an address that carries the host's name, for TLS to ask for
     * @throws Forbidden when it is not to be connected to
     * @throws UnknownHostException when there is no such host, or nobody knows for now
     */
    InetAddress address(String host, int port) throws UnknownHostException;

    /** It is not to be connected to; the message says why and how to allow it. */
    final class Forbidden extends HullmarkException {
        private static final long serialVersionUID = 1;

        public Forbidden(String message) {
            super(message);
        }
    }
}
