package dev.hullmark.catalog.secret;

/** Decides whether there is a credential where one of a rule's keywords stands. */
interface Matcher {
    /** No credential. */
    long NONE = -1;

    /**
     * Looks.
     *
     * @param from where the keyword begins
     * @param to where it ends
     * @return the {@link #range} of the credential, all that must be masked, or {@link #NONE}
     */
    long match(Scanned text, int from, int to);

    static long range(int from, int to) {
        return (long) from << 32 | to;
    }

    static int from(long range) {
        return (int) (range >>> 32);
    }

    static int to(long range) {
        return (int) range;
    }
}
