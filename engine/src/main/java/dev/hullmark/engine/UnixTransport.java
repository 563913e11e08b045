package dev.hullmark.engine;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A Unix-domain socket. The JDK has no time-outs for these, so the channel doesn't block and a selector waits.
 */
final class UnixTransport implements Transport {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    private UnixTransport(SocketChannel channel, Selector selector, SelectionKey key) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
    }

    static UnixTransport connect(Path socket) throws IOException {
        // Connecting locally succeeds or fails at once, so it may block.
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        try {
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            return new UnixTransport(channel, selector, channel.register(selector, SelectionKey.OP_READ));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] into, int offset, int length, long waitMillis) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
        int count = channel.read(buffer);
        if (count == 0) {
            await(SelectionKey.OP_READ, waitMillis);
            count = channel.read(buffer);
            if (count == 0) {
                throw new SocketTimeoutException("no answer");
            }
        }
        return count;
    }

    @Override
    public void write(byte[] bytes, long waitMillis) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                await(SelectionKey.OP_WRITE, waitMillis);
            }
        }
    }

    private void await(int operation, long waitMillis) throws IOException {
        key.interestOps(operation);
        selector.selectedKeys().clear();
        if (selector.select(Math.max(1, waitMillis)) == 0) {
            throw new SocketTimeoutException(Thread.currentThread().isInterrupted() ? "interrupted" : "no answer");
        }
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }
}
