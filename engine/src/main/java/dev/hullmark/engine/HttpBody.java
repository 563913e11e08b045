package dev.hullmark.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of one answer, framed as RFC 9112 section 6 says. Closing it closes the connection. */
final class HttpBody extends InputStream {
    private enum Framing {
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }

    private final WireInput wire;
    private final Framing framing;
    /** Bytes left of the body or of the current chunk. */
    private long left;

    private boolean firstChunk = true;
    private boolean ended;

    private HttpBody(WireInput wire, Framing framing, long left) {
        this.wire = wire;
        this.framing = framing;
        this.left = left;
    }

    static HttpBody ofLength(WireInput wire, long length) {
        return new HttpBody(wire, Framing.LENGTH, length);
    }

    static HttpBody chunked(WireInput wire) {
        return new HttpBody(wire, Framing.CHUNKED, 0);
    }

    static HttpBody untilClose(WireInput wire) {
        return new HttpBody(wire, Framing.UNTIL_CLOSE, Long.MAX_VALUE);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = wire.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            ended = true;
            if (framing != Framing.UNTIL_CLOSE) {
                throw new EOFException("the connection broke off");
            }
            return -1;
        }
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (framing != Framing.CHUNKED) {
            ended = true;
            return;
        }
        if (!firstChunk && !wire.line(Limits.CHUNK_LINE_BYTES).isEmpty()) {
            throw new HttpSyntaxException("a chunk that does not end where it said");
        }
        firstChunk = false;
        left = chunkSize(wire.line(Limits.CHUNK_LINE_BYTES));
        if (left == 0) {
            ended = true;
            int trailers = 0;
            while (!wire.line(Limits.CHUNK_LINE_BYTES).isEmpty()) {
                if (++trailers > Limits.HEADERS) {
                    throw new HttpSyntaxException("more than " + Limits.HEADERS + " trailers");
                }
            }
        }
    }

    /** The size before any extension; at most 15 hexadecimal digits, so that it can't overflow. */
    private static long chunkSize(String line) throws IOException {
        long size = 0;
        int at = 0;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                break;
            }
            if (at >= 15) {
                throw new HttpSyntaxException("a chunk size with too many digits");
            }
            size = size * 16 + digit;
        }
        if (at == 0 || (at < line.length() && line.charAt(at) != ';' && line.charAt(at) != ' ')) {
            throw new HttpSyntaxException("a chunk without a size");
        }
        return size;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
