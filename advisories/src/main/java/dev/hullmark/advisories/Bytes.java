package dev.hullmark.advisories;

/** Bytes to be read anywhere, numbers little-endian. Reading past the end is an {@link IndexOutOfBoundsException}. */
interface Bytes {
    int limit();

    byte get(int at);

    int getInt(int at);

    long getLong(int at);

    void get(int at, byte[] into);

    /** Bytes in memory. */
    static Bytes of(byte[] bytes) {
        return new Heap(bytes);
    }

    /** The array is not copied, and nobody compares these. */
    @SuppressWarnings("ArrayRecordComponent")
    record Heap(byte[] bytes) implements Bytes {
        @Override
        public int limit() {
            return bytes.length;
        }

        @Override
        public byte get(int at) {
            return bytes[at];
        }

        @Override
        public int getInt(int at) {
            return (bytes[at] & 0xFF)
                    | (bytes[at + 1] & 0xFF) << 8
                    | (bytes[at + 2] & 0xFF) << 16
                    | (bytes[at + 3] & 0xFF) << 24;
        }

        @Override
        public long getLong(int at) {
            return (getInt(at) & 0xFFFFFFFFL) | (long) getInt(at + 4) << 32;
        }

        @Override
        public void get(int at, byte[] into) {
            System.arraycopy(bytes, at, into, 0, into.length);
        }
    }
}
