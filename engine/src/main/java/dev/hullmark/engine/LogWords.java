package dev.hullmark.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The beginning and the end of what a container wrote: what goes wrong is said first or last. */
final class LogWords {
    private static final int FRAME_HEAD = 8;

    private final byte[] head;
    private final byte[] tail;
    private long written;

    private LogWords(int most) {
        this.head = new byte[most / 2];
        this.tail = new byte[most / 2];
    }

    /**
     * Its lines that are not blank.
     *
     * @param most bytes of them that are kept
     * @param read bytes that are read at most
     */
    static List<String> read(InputStream in, int most, long read) throws IOException {
        LogWords words = new LogWords(most);
        words.unframe(in, read);
        return words.lines();
    }

    /** Each write comes behind a head of eight bytes: the stream, and the length in the last four. A terminal has none. */
    private void unframe(InputStream in, long read) throws IOException {
        byte[] first = in.readNBytes(FRAME_HEAD);
        if (!isHead(first)) {
            copy(new SequenceInputStream(new java.io.ByteArrayInputStream(first), in), read);
            return;
        }
        byte[] frame = first;
        for (long left = read; left > 0 && isHead(frame); frame = in.readNBytes(FRAME_HEAD)) {
            long length = Integer.toUnsignedLong(ByteBuffer.wrap(frame, 4, 4).getInt());
            copy(in, Math.min(length, left));
            left -= FRAME_HEAD + length;
        }
    }

    private static boolean isHead(byte[] bytes) {
        return bytes.length == FRAME_HEAD && bytes[0] >= 0 && bytes[0] <= 2 && bytes[1] == 0;
    }

    private void copy(InputStream in, long length) throws IOException {
        byte[] buffer = new byte[8192];
        long left = length;
        while (left > 0) {
            int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (got < 0) {
                return;
            }
            for (int i = 0; i < got; i++) {
                keep(buffer[i]);
            }
            left -= got;
        }
    }

    private void keep(byte one) {
        if (written < head.length) {
            head[(int) written] = one;
        } else {
            tail[(int) (written % tail.length)] = one;
        }
        written++;
    }

    private List<String> lines() {
        if (written <= head.length) {
            return lines(new String(head, 0, (int) written, StandardCharsets.UTF_8));
        }
        int start = (int) (written % tail.length);
        long rest = written - head.length;
        byte[] last = new byte[(int) Math.min(rest, tail.length)];
        for (int i = 0; i < last.length; i++) {
            last[i] = tail[Math.floorMod(start - last.length + i, tail.length)];
        }
        if (rest <= tail.length) {
            byte[] whole = Arrays.copyOf(head, head.length + last.length);
            System.arraycopy(last, 0, whole, head.length, last.length);
            return lines(new String(whole, StandardCharsets.UTF_8));
        }
        List<String> lines = new ArrayList<>(lines(new String(head, StandardCharsets.UTF_8)));
        lines.addAll(lines(new String(last, StandardCharsets.UTF_8)));
        return lines;
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(Text::clean).toList();
    }
}
