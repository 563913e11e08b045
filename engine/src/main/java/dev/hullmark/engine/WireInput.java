package dev.hullmark.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a connection sends, buffered; waits end at the idle limit or, while one is set, at the deadline. */
final class WireInput extends InputStream {
    private final Transport transport;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;
    private @Nullable Long deadlineNanos;

    WireInput(Transport transport) {
        this.transport = transport;
    }

    /** All that follows must have come by then. */
    void deadline(Duration fromNow) {
        deadlineNanos = System.nanoTime() + fromNow.toNanos();
    }

    /** From now on only silence is limited. */
    void noDeadline() {
        deadlineNanos = null;
    }

    /** A line up to LF or CRLF, as ISO 8859-1, without its end. */
    String line(int maxBytes) throws IOException {
        StringBuilder line = new StringBuilder(80);
        while (true) {
            int b = read();
            if (b < 0) {
                throw new EOFException("the connection broke off");
            }
            if (b == '\n') {
                int length = line.length();
                if (length > 0 && line.charAt(length - 1) == '\r') {
                    line.setLength(length - 1);
                }
                return line.toString();
            }
            if (line.length() >= maxBytes) {
                throw new HttpSyntaxException("a line longer than " + maxBytes + " bytes");
            }
            line.append((char) b);
        }
    }

    /** All bytes up to the end, refused when there are more than {@code limit}. */
    static byte[] all(InputStream in, int limit) throws IOException {
        byte[] bytes = in.readNBytes(limit);
        if (bytes.length == limit && in.read() >= 0) {
            throw new HttpSyntaxException("an answer longer than " + limit + " bytes");
        }
        return bytes;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == end && length >= buffer.length) {
            return transport.read(into, offset, length, waitMillis());
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, into, offset, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (position == end) {
            int count = transport.read(buffer, 0, buffer.length, waitMillis());
            if (count < 0) {
                return false;
            }
            position = 0;
            end = count;
        }
        return true;
    }

    private long waitMillis() throws IOException {
        if (deadlineNanos == null) {
            return Limits.IDLE.toMillis();
        }
        long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("no full answer in time");
        }
        return left;
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
