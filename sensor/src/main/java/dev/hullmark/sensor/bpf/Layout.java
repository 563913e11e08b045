package dev.hullmark.sensor.bpf;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a record in a ring looks like: programs write and we read by the same names. */
public final class Layout {
    /**
     * A part of a record.
     *
     * @param offset bytes from the record's beginning
     * @param bytes its size
     */
    public record Part(int offset, int bytes) {}

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private int bytes;

    /** Adds a number of 1, 2, 4 or 8 bytes, aligned to its size. */
    public Layout number(String name, int size) {
        return add(name, size, size);
    }

    /** Adds room for bytes. */
    public Layout bytes(String name, int size) {
        return add(name, size, Long.BYTES);
    }

    private Layout add(String name, int size, int align) {
        int offset = (bytes + align - 1) / align * align;
        if (parts.put(name, new Part(offset, size)) != null) {
            throw new IllegalArgumentException(name + " is there already");
        }
        bytes = offset + size;
        return this;
    }

    public Part part(String name) {
        Part part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("no " + name + " in " + parts.keySet());
        }
        return part;
    }

    public int offset(String name) {
        return part(name).offset();
    }

    /** The record's size, a multiple of 8. */
    public int size() {
        return (bytes + 7) / 8 * 8;
    }
}
