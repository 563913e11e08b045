package dev.hullmark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixTransportTest {
    @TempDir
    Path dir;

    @Test
    void silenceEndsAndBytesArrive() throws IOException {
        Path socket = dir.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            try (UnixTransport client = UnixTransport.connect(socket);
                    SocketChannel peer = server.accept()) {
                byte[] bytes = new byte[10];
                assertThatThrownBy(() -> client.read(bytes, 0, 10, 1)).isInstanceOf(SocketTimeoutException.class);
                peer.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                assertThat(client.read(bytes, 5, 5, 10_000)).isEqualTo(3);
                assertThat(bytes).containsExactly(0, 0, 0, 0, 0, 1, 2, 3, 0, 0);
                client.write(new byte[] {7}, 10_000);
                ByteBuffer received = ByteBuffer.allocate(5);
                assertThat(peer.read(received)).isEqualTo(1);
                peer.shutdownOutput();
                assertThat(client.read(bytes, 0, 10, 10_000)).isEqualTo(-1);
            }
        }
    }
}
