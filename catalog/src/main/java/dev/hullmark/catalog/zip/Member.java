package dev.hullmark.catalog.zip;

/**
 * One entry of an archive's central directory.
 *
 * @param name as written; bytes that are no UTF-8 replaced
 * @param method 0 stored, 8 deflated; no other can be read
 * @param encrypted whether a password would be needed
 * @param compressed bytes in the archive
 * @param size bytes when inflated, as claimed
 * @param header where the local header starts
 */
public record Member(String name, int method, boolean encrypted, long compressed, long size, long header) {
    /** The part of the name after the last slash. */
    public String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
