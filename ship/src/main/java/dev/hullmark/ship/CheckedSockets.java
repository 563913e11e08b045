package dev.hullmark.ship;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** Sockets that connect to nothing but the address that was allowed for one host and port. */
final class CheckedSockets extends SocketFactory {
    private final Destinations destinations;
    private final String host;
    private final int port;

    CheckedSockets(Destinations destinations, String host, int port) {
        this.destinations = destinations;
        this.host = host;
        this.port = port;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            // Whatever address was looked up before: the one that is asked for here counts.
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                super.connect(new InetSocketAddress(destinations.address(host, port), port), timeout);
            }

            @Override
            public void connect(SocketAddress endpoint) throws IOException {
                connect(endpoint, (int) Limits.ANSWER_TIME.toMillis());
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("only unconnected sockets are made");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }
}
