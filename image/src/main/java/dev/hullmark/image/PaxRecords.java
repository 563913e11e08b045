package dev.hullmark.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What an extended header says of the entry behind it (POSIX pax; GNU's sparse records). */
final class PaxRecords {
    private static final String CAPABILITIES = "SCHILY.xattr.security.capability";

    String path = "";
    String link = "";
    long size = -1;
    int uid = -1;
    int gid = -1;
    boolean nul;
    /** Permitted capabilities, a bit each. */
    long capabilities;

    String sparseName = "";
    String sparseMajor = "";
    String sparseMinor = "";
    long sparseSize = -1;
    /** Offset and length in turn. */
    List<Long> sparse = List.of();

    /** Reads records {@code LENGTH KEY=VALUE\n}. */
    static PaxRecords parse(byte[] bytes) throws TarException {
        PaxRecords records = new PaxRecords();
        int at = 0;
        while (at < bytes.length) {
            int space = at;
            long length = 0;
            while (space < bytes.length && bytes[space] >= '0' && bytes[space] <= '9' && length <= bytes.length) {
                length = length * 10 + bytes[space++] - '0';
            }
            if (space == at || space == bytes.length || bytes[space] != ' ' || length > bytes.length - at) {
                throw new TarException("has a damaged extended header");
            }
            int end = at + (int) length - 1;
            int equals = space + 1;
            while (equals < end && bytes[equals] != '=') {
                equals++;
            }
            if (equals >= end || bytes[end] != '\n') {
                throw new TarException("has a damaged extended header");
            }
            String key = new String(bytes, space + 1, equals - space - 1, StandardCharsets.UTF_8);
            if (key.equals(CAPABILITIES)) {
                records.capabilities = permitted(bytes, equals + 1, end);
            }
            records.take(key, new String(bytes, equals + 1, end - equals - 1, StandardCharsets.UTF_8));
            at = end + 1;
        }
        return records;
    }

    /** The permitted half of the kernel's {@code vfs_cap_data} (linux/capability.h), which is little-endian. */
    private static long permitted(byte[] bytes, int from, int to) {
        int length = to - from;
        int revision = length < 12 ? 0 : bytes[from + 3];
        return switch (revision) {
            case 1 -> word(bytes, from + 4);
            case 2, 3 -> length < 20 ? 0 : word(bytes, from + 4) | word(bytes, from + 12) << 32;
            default -> 0;
        };
    }

    private static long word(byte[] bytes, int at) {
        return (bytes[at] & 0xffL)
                | (bytes[at + 1] & 0xffL) << 8
                | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
    }

    private void take(String key, String value) throws TarException {
        switch (key) {
            case "path" -> path = checked(value);
            case "linkpath" -> link = checked(value);
            case "size" -> size = value.isEmpty() ? -1 : TarNumbers.decimal(value);
            case "uid" -> uid = owner(value);
            case "gid" -> gid = owner(value);
            case "GNU.sparse.name" -> sparseName = checked(value);
            case "GNU.sparse.major" -> sparseMajor = value;
            case "GNU.sparse.minor" -> sparseMinor = value;
            case "GNU.sparse.size", "GNU.sparse.realsize" -> sparseSize = TarNumbers.decimal(value);
            case "GNU.sparse.offset", "GNU.sparse.numbytes" -> add(TarNumbers.decimal(value));
            case "GNU.sparse.map" -> map(value);
            default -> {
                // Times, names of owners, attributes: nothing here asks for them.
            }
        }
    }

    private String checked(String value) {
        nul |= value.indexOf('\0') >= 0;
        return value;
    }

    private static int owner(String value) throws TarException {
        return value.isEmpty() || value.startsWith("-") ? -1 : TarNumbers.id(TarNumbers.decimal(value));
    }

    private void add(long number) throws TarException {
        if (sparse.isEmpty()) {
            sparse = new ArrayList<>();
        }
        if (sparse.size() >= 2 * Limits.SPARSE_SEGMENTS) {
            throw new TarException("has a sparse file in too many pieces");
        }
        sparse.add(number);
    }

    private void map(String value) throws TarException {
        sparse = List.of();
        int at = 0;
        while (at < value.length()) {
            int comma = value.indexOf(',', at);
            int end = comma < 0 ? value.length() : comma;
            add(TarNumbers.decimal(value.substring(at, end)));
            at = end + 1;
        }
    }
}
