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
}
