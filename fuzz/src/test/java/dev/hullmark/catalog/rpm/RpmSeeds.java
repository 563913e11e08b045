package dev.hullmark.catalog.rpm;

import java.util.function.Predicate;

/** The smallest databases of each format. */
public final class RpmSeeds {
    private RpmSeeds() {}

    /** @param format how the samples' names begin */
    public static byte[][] of(String format) {
        Predicate<SampleDatabases.Sample> wanted = sample -> sample.toString().startsWith(format);
        return SampleDatabases.all().stream()
                .filter(wanted)
                .map(SampleDatabases.Sample::bytes)
                .toArray(byte[][]::new);
    }

    /** One package's header, as all three hold it. */
    public static byte[] header() {
        return SampleDatabases.header("name", "1", 40);
    }

    /** Reads one header with all that is asked of it. */
    public static boolean readHeader(byte[] input) throws java.io.IOException {
        RpmHeader header = new RpmHeader(input, 0, input.length);
        for (int tag : new int[] {RpmHeader.VERSION, RpmHeader.LICENSE, RpmHeader.SOURCE_RPM}) {
            header.text(tag);
        }
        header.number(RpmHeader.EPOCH);
        return !header.text(RpmHeader.NAME).isEmpty();
    }
}
