package dev.hullmark.engine;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A place where an engine may listen. */
sealed interface Endpoint {
    /** Who named it, for messages: {@code DOCKER_HOST}, {@code Docker context "x"}, or "" for a usual place. */
    String origin();

    /** The place as a user would write it, for messages. */
    String place();

    Transport connect() throws IOException;

    /** A Unix-domain socket. */
    record Unix(Path socket, String origin) implements Endpoint {
        @Override
        public String place() {
            return socket.toString();
        }

        @Override
        public Transport connect() throws IOException {
            return UnixTransport.connect(socket);
        }
    }

    /**
     * A TCP port: without TLS only on this machine.
     *
     * @param certificates directory with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; empty without TLS
     */
    record Tcp(String host, int port, Optional<Path> certificates, String origin) implements Endpoint {
        @Override
        public String place() {
            return "tcp://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }

        @Override
        public Transport connect() throws IOException {
            return certificates.isPresent()
                    ? TcpTransport.tls(host, port, ClientTls.context(certificates.get()))
                    : TcpTransport.plain(host, port);
        }
    }

    /** What a failed connection means, as a clause. */
    static String why(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("permission denied")) {
            return "permission denied: join the socket's group or run as its owner";
        }
        if (message.contains("connection refused")) {
            return "nothing listens there";
        }
        if (message.contains("no such file")) {
            return "not there";
        }
        if (e instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        return Text.clean(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
}
