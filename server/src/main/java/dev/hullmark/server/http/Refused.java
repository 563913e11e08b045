package dev.hullmark.server.http;

import io.helidon.http.Status;

/** A request that is not done, thrown from wherever it is seen; {@link Web} answers it. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String sentence;
    private final String field;

    /** @param sentence what to do about it; shown to whoever asked */
    public Refused(Status status, String sentence) {
        this(status, "", sentence);
    }

    /** @param field that the sentence is about, as the API names it; "" for no single one */
    public Refused(Status status, String field, String sentence) {
        super(sentence);
        this.status = status.code();
        this.field = field;
        this.sentence = sentence;
    }

    public static Refused bad(String sentence) {
        return new Refused(Status.BAD_REQUEST_400, sentence);
    }

    /** @param field that is wrong, as the API names it */
    public static Refused bad(String field, String sentence) {
        return new Refused(Status.BAD_REQUEST_400, field, sentence);
    }

    /** Somebody else's change would be lost. */
    public static Refused outdated() {
        return new Refused(
                Status.CONFLICT_409,
                "Somebody changed this meanwhile. Load the page again to see what it says now, and change that.");
    }

    /** What is wrong, for a form's page to say it there; "" for no single field. */
    public String field() {
        return field;
    }

    public Status status() {
        return Status.create(status);
    }

    public String sentence() {
        return sentence;
    }
}
