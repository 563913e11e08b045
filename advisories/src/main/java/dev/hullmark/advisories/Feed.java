package dev.hullmark.advisories;

import java.time.Instant;

/**
 * One source of knowledge in an index.
 *
 * @param name {@code Debian}, {@code npm} (OSV's ecosystem less the release), {@code KEV}, {@code EPSS}
 * @param origin how it came here
 * @param confirmed when the source was last known to say just this: the time of the fetch, or the time stamp of the
 *     imported file; the age a gate judges
 * @param newest the newest change in it, never later than {@code confirmed}
 * @param records how many
 */
public record Feed(String name, Origin origin, Instant confirmed, Instant newest, long records) {
    /** Whether silence of it means anything: it was here whole. */
    public boolean whole() {
        return origin == Origin.IMPORTED || origin == Origin.FETCHED;
    }

    public enum Origin {
        IMPORTED,
        FETCHED,
        /** The small set shipped with the program: shows something real, proves nothing. */
        STARTER,
        /** Records imported singly, of a feed that never was here whole: what they name is real, the rest unknown. */
        RECORDS
    }
}
