package dev.hullmark.model;

/** Hears how long work goes on. Called from any thread, often: an implementation throttles. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress NONE = (what, done, total) -> {};

    /**
     * @param what a few words: {@code reading layer 2 of 3}
     * @param done bytes so far
     * @param total bytes in all; 0 when not known
     */
    void report(String what, long done, long total);
}
