package dev.hullmark.sensor.event;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a DNS message (RFC 1035): its first question, and of an answer the addresses and names. */
final class DnsMessage {
    private static final int HEADER = 12;
    /** A name has at most 255 bytes; pointers must not lead round in circles. */
    private static final int NAME_BYTES = 255;

    private static final int POINTERS = 16;
    private static final int ANSWERS = 32;
    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int AAAA = 28;
    private static final Map<Integer, String> TYPES = Map.of(
            A, "A", 2, "NS", CNAME, "CNAME", 6, "SOA", 12, "PTR", 15, "MX", 16, "TXT", AAAA, "AAAA", 33, "SRV", 65,
            "HTTPS");

    private final ByteBuffer bytes;

    private DnsMessage(byte[] message) {
        bytes = ByteBuffer.wrap(message);
    }

    /** What it says; nothing if it is no DNS message with a question. */
    static Optional<What.Dns> read(byte[] message) {
        if (message.length < HEADER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DnsMessage(message).read());
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private What.Dns read() {
        int flags = bytes.getShort(2) & 0xffff;
        int questions = bytes.getShort(4) & 0xffff;
        int answers = bytes.getShort(6) & 0xffff;
        if (questions == 0) {
            throw new IllegalArgumentException("no question");
        }
        bytes.position(HEADER);
        String name = name();
        int type = bytes.getShort() & 0xffff;
        bytes.getShort();
        boolean answer = (flags & 0x8000) != 0;
        List<String> found = answer && questions == 1 ? answers(Math.min(answers, ANSWERS)) : List.of();
        return new What.Dns(answer, name, TYPES.getOrDefault(type, "TYPE" + type), flags & 15, found);
    }

    /** As many as are whole: of a long message the end was not kept. */
    private List<String> answers(int count) {
        var found = new ArrayList<String>();
        try {
            for (int i = 0; i < count; i++) {
                name();
                int type = bytes.getShort() & 0xffff;
                bytes.position(bytes.position() + 6);
                int length = bytes.getShort() & 0xffff;
                int end = bytes.position() + length;
                if ((type == A && length == 4) || (type == AAAA && length == 16)) {
                    byte[] address = new byte[length];
                    bytes.get(address);
                    found.add(InetAddress.getByAddress(address).getHostAddress());
                } else if (type == CNAME) {
                    found.add(name());
                }
                bytes.position(end);
            }
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException | IllegalArgumentException e) {
            return found;
        } catch (UnknownHostException e) {
            throw new AssertionError(e); // Of 4 or 16 bytes there is always one.
        }
        return found;
    }

    /** A name at the position, which then is behind it. */
    private String name() {
        var name = new StringBuilder();
        int at = bytes.position();
        int behind = -1;
        for (int pointers = 0; ; ) {
            int length = bytes.get(at) & 0xff;
            if (length == 0) {
                bytes.position(behind < 0 ? at + 1 : behind);
                return name.toString();
            }
            if ((length & 0xc0) == 0xc0) {
                behind = behind < 0 ? at + 2 : behind;
                at = bytes.getShort(at) & 0x3fff;
                if (++pointers > POINTERS) {
                    throw new IllegalArgumentException("names in circles");
                }
                continue;
            }
            if (length > 63 || name.length() + length > NAME_BYTES) {
                throw new IllegalArgumentException("a name too long");
            }
            byte[] label = new byte[length];
            bytes.get(at + 1, label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.ISO_8859_1));
            at += 1 + length;
        }
    }
}
