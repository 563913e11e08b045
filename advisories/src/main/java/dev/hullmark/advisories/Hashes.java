package dev.hullmark.advisories;

/** The hash of the index file's tables: FNV-1a over bytes, then mixed so that its low bits depend on all. */
final class Hashes {
    private Hashes() {}

    static int of(byte[] key) {
        int hash = 0x811C9DC5;
        for (byte b : key) {
            hash = (hash ^ (b & 0xFF)) * 0x01000193;
        }
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return hash ^ (hash >>> 16);
    }

    /** FNV-1a of 64 bits over the first bytes, mixed. */
    static long wide(byte[] bytes, int length) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ (bytes[i] & 0xFF)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        return hash ^ (hash >>> 29);
    }

    /** For ids, which people write in either case. */
    static byte[] lower(byte[] ascii) {
        byte[] lower = ascii.clone();
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] >= 'A' && lower[i] <= 'Z') {
                lower[i] = (byte) (lower[i] + ('a' - 'A'));
            }
        }
        return lower;
    }
}
