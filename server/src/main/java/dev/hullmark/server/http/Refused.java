package dev.hullmark.server.http;

import io.helidon.http.Status;

/** A request that is not done, thrown from wherever it is seen; {@link Web} answers it. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String sentence;

    /** @param sentence what to do about it; shown to whoever asked */
    public Refused(Status status, String sentence) {
        super(sentence);
        this.status = status.code();
        this.sentence = sentence;
    }

    public static Refused bad(String sentence) {
        return new Refused(Status.BAD_REQUEST_400, sentence);
    }

    Status status() {
        return Status.create(status);
    }

    String sentence() {
        return sentence;
    }
}
