package dev.hullmark.posture.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Passes on what is asked at a Unix-domain socket to a port, which is all that the JDK's server can answer at. */
interface SocketRelay extends AutoCloseable {
    SocketRelay NONE = () -> {};

    @Override
    void close();

    static SocketRelay open(Path socket, InetSocketAddress port) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    pass(server.accept(), port);
                }
            } catch (IOException e) {
                // closed
            }
        });
        return () -> {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static void pass(SocketChannel client, InetSocketAddress port) throws IOException {
        Socket engine = new Socket(port.getAddress(), port.getPort());
        copy(Channels.newInputStream(client), engine.getOutputStream());
        copy(engine.getInputStream(), Channels.newOutputStream(client));
    }

    private static void copy(InputStream in, OutputStream out) {
        Thread.startVirtualThread(() -> {
            try (in;
                    out) {
                in.transferTo(out);
            } catch (IOException e) {
                // one side is done
            }
        });
    }
}
