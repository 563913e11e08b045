package dev.hullmark.image;

/** A file's content that lies in memory, with the bounds of the real ones. */
public final class InMemory extends BaseContent {
    private final byte[] bytes;

    public InMemory(byte[] bytes) {
        super(bytes.length);
        this.bytes = bytes;
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) {
        int wanted = within(position, into, offset, length);
        System.arraycopy(bytes, wanted == 0 ? 0 : (int) position, into, offset, wanted);
        return wanted;
    }
}
