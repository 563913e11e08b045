package dev.hullmark.sensor.btf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The types of the running kernel (Documentation/bpf/btf.rst). Programs are written against names; where a field lies is
 * looked up here when they are loaded, so that the same code fits every kernel that has the field.
 */
public final class Btf {
    private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");
    private static final int MAGIC = 0xeb9f;
    private static final int HEADER_BYTES = 24;
    private static final int TYPE_BYTES = 12;
    private static final int MEMBER_BYTES = 12;
    /** A structure in a structure in a union …: deeper than any the kernel has. */
    private static final int NESTING = 16;

    private final ByteBuffer bytes;
    private final int strings;
    /** Where each type begins, by its number; type 0 is void. */
    private final int[] starts;

    private final Map<String, Integer> structures = new HashMap<>();
    private final Map<String, Integer> definitions = new HashMap<>();

    private Btf(ByteBuffer bytes, int strings, int[] starts) {
        this.bytes = bytes;
        this.strings = strings;
        this.starts = starts;
    }

    /** The running kernel's types. Throws IOException where it has none: built without CONFIG_DEBUG_INFO_BTF. */
    public static Btf ofKernel() throws IOException {
        return parse(Files.readAllBytes(KERNEL));
    }

    /** Reads BTF. Throws IOException if the bytes are not that, or end too early. */
    public static Btf parse(byte[] data) throws IOException {
        try {
            return read(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("the kernel's type information ends too early or contradicts itself", e);
        }
    }

    private static Btf read(ByteBuffer bytes) throws IOException {
        if (bytes.capacity() < HEADER_BYTES || (bytes.getShort(0) & 0xffff) != MAGIC) {
            throw new IOException("not BTF");
        }
        int header = bytes.getInt(4);
        int start = Math.addExact(header, bytes.getInt(8));
        int end = start + bytes.getInt(12);
        int[] starts = new int[1024];
        int count = 1;
        int at = start;
        var btf = new Btf(bytes, header + bytes.getInt(16), starts);
        while (at < end) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count] = at;
            Kind kind = Kind.of(bytes.getInt(at + 4));
            if (kind == Kind.STRUCT || kind == Kind.TYPEDEF) {
                var names = kind == Kind.STRUCT ? btf.structures : btf.definitions;
                names.putIfAbsent(btf.string(bytes.getInt(at)), count);
            }
            int next = at + TYPE_BYTES + kind.trailing(bytes.getInt(at + 4) & 0xffff);
            if (next <= at) {
                throw new IOException("the kernel's type information contradicts itself");
            }
            at = next;
            count++;
        }
        var whole = new Btf(bytes, btf.strings, Arrays.copyOf(starts, count));
        whole.structures.putAll(btf.structures);
        whole.definitions.putAll(btf.definitions);
        return whole;
    }

    /**
     * Where a field lies.
     *
     * @param structure its structure's name
     * @param names dotted names of the field, the first that the kernel has counts: fields are renamed over the years
     */
    public Field field(String structure, String... names) {
        return find(structure, names)
                .orElseThrow(() -> new NoSuchElementException(
                        "this kernel's " + structure + " has no field " + String.join(" or ", names)));
    }

    /** As {@link #field}, or nothing where the kernel has none of them. */
    public Optional<Field> find(String structure, String... names) {
        Integer type = structures.get(structure);
        if (type == null) {
            return Optional.empty();
        }
        for (String name : names) {
            Optional<Field> found = path(type, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** How many bytes a structure takes. */
    public int sizeOf(String structure) {
        Integer type = structures.get(structure);
        if (type == null) {
            throw new NoSuchElementException("this kernel has no structure " + structure);
        }
        return bytes.getInt(starts[type] + 8);
    }

    /** Whether raw tracepoints of this name can be attached to. */
    public boolean hasTracepoint(String name) {
        return definitions.containsKey("btf_trace_" + name);
    }

    /** The number of a function's type, for programs that are attached to functions; nothing if there is none. */
    public Optional<Integer> function(String name) {
        for (int id = 1; id < starts.length; id++) {
            if (Kind.of(bytes.getInt(starts[id] + 4)) == Kind.FUNC
                    && string(bytes.getInt(starts[id])).equals(name)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private Optional<Field> path(int type, String dotted) {
        int offset = 0;
        int at = type;
        Field last = null;
        for (String name : dotted.split("\\.")) {
            Optional<Field> field = member(at, name, 0);
            if (field.isEmpty()) {
                return Optional.empty();
            }
            last = field.get();
            offset += last.offset();
            at = last.type();
        }
        return last == null ? Optional.empty() : Optional.of(new Field(offset, last.bytes(), at));
    }

    /** A member by its name, also inside members that have none (anonymous structures and unions). */
    private Optional<Field> member(int type, String name, int depth) {
        int start = starts[plain(type)];
        Kind kind = Kind.of(bytes.getInt(start + 4));
        if ((kind != Kind.STRUCT && kind != Kind.UNION) || depth > NESTING) {
            return Optional.empty();
        }
        int info = bytes.getInt(start + 4);
        for (int i = 0; i < (info & 0xffff); i++) {
            int at = start + TYPE_BYTES + MEMBER_BYTES * i;
            int bits = bytes.getInt(at + 8);
            // With the flag, the upper byte is a bit field's width.
            int offset = (info < 0 ? bits & 0xffffff : bits) / 8;
            int inner = bytes.getInt(at + 4);
            String own = string(bytes.getInt(at));
            if (own.equals(name)) {
                return Optional.of(new Field(offset, size(inner), inner));
            }
            if (own.isEmpty()) {
                Optional<Field> found = member(inner, name, depth + 1);
                if (found.isPresent()) {
                    return found.map(f -> new Field(offset + f.offset(), f.bytes(), f.type()));
                }
            }
        }
        return Optional.empty();
    }

    private int size(int type) {
        int start = starts[plain(type)];
        return switch (Kind.of(bytes.getInt(start + 4))) {
            case POINTER -> Long.BYTES;
            case INT, STRUCT, UNION, ENUM, ENUM64, FLOAT -> bytes.getInt(start + 8);
            case ARRAY -> Math.multiplyExact(size(bytes.getInt(start + 12)), bytes.getInt(start + 20));
            default -> 0;
        };
    }

    /** The type below typedefs, const, volatile and the like. */
    private int plain(int type) {
        int at = type;
        for (int depth = 0; depth < NESTING; depth++) {
            switch (at == 0 ? Kind.VOID : Kind.of(bytes.getInt(starts[at] + 4))) {
                case TYPEDEF, CONST, VOLATILE, RESTRICT, TYPE_TAG -> at = bytes.getInt(starts[at] + 8);
                default -> {
                    return at;
                }
            }
        }
        return at;
    }

    private String string(int offset) {
        int start = strings + offset;
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - start];
        bytes.get(start, name);
        return new String(name, StandardCharsets.US_ASCII);
    }
}
