package dev.hullmark.image;

import java.io.IOException;
import java.util.Arrays;

/** A sparse file's content, its holes filled in. */
final class SparseContent extends BaseContent {
    private final SparseMap map;
    private final Content packed;

    /** @param packed the segments, one behind the other */
    SparseContent(SparseMap map, Content packed) {
        super(map.size());
        this.map = map;
        this.packed = packed;
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
        int wanted = within(position, into, offset, length);
        Arrays.fill(into, offset, offset + wanted, (byte) 0);
        long end = position + wanted;
        for (int i = map.segmentAt(position); i < map.count() && map.offset(i) < end; i++) {
            long from = Math.max(position, map.offset(i));
            long to = Math.min(end, map.offset(i) + map.length(i));
            if (from < to) {
                long at = map.packedAt(i) + from - map.offset(i);
                packed.read(at, into, offset + (int) (from - position), (int) (to - from));
            }
        }
        return wanted;
    }
}
