package dev.hullmark.sensor.btf;

/**
 * A field of a kernel structure.
 *
 * @param offset bytes from the structure's beginning
 * @param bytes its size; 0 if not known
 * @param type the number of its type
 */
public record Field(int offset, int bytes, int type) {}
