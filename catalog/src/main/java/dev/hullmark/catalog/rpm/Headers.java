package dev.hullmark.catalog.rpm;

import java.io.IOException;

/** Takes the package headers that a database holds, each valid only during the call. */
interface Headers {
    /**
     * One header.
     *
     * @throws DamagedException when it is none
     */
    void header(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Something that should have led to a header does not.
     *
     * @throws IOException when there is so much of it that going on makes no sense
     */
    void damaged(DamagedException why) throws IOException;
}
