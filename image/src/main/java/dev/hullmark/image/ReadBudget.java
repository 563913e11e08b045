package dev.hullmark.image;

import java.time.Duration;

/**
 * What reading the layers of one image may take before the rest is a gap.
 *
 * @param bytes a layer, and all layers together, may unpack to however small they are packed; more only in proportion to
 *     that, up to bounds that real images don't reach
 * @param time all layers together may be read
 */
public record ReadBudget(long bytes, Duration time) {
    public static final ReadBudget DEFAULT = new ReadBudget(Limits.RATIO_FREE, Limits.READ_TIME);

    /** Whether so much has come out of so little as only comes out of a decompression bomb. */
    boolean isExceeded(long unpacked, long packed) {
        return unpacked > bytes && unpacked / Limits.RATIO > packed;
    }
}
