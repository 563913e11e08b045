package dev.hullmark.server.watch;

import dev.hullmark.model.HullmarkException;

/**
 * A manifest that a registry says was pushed.
 *
 * @param host the registry's
 * @param tag "" where it was pushed by digest alone
 * @param digest of an image or an index
 */
record Pushed(String host, String repository, String tag, String digest) {
    private static final String SEPARATOR = " ";

    /** As a job's subject: none of the parts has a blank. */
    String subject() {
        return String.join(SEPARATOR, host, repository, tag.isEmpty() ? "-" : tag, digest);
    }

    static Pushed of(String subject) {
        String[] parts = subject.split(SEPARATOR, -1);
        if (parts.length != 4) {
            throw new HullmarkException("'" + subject + "' names nothing that was pushed.");
        }
        return new Pushed(parts[0], parts[1], parts[2].equals("-") ? "" : parts[2], parts[3]);
    }
}
