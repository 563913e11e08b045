package dev.hullmark.posture;

import java.util.List;

/**
 * What a check came to.
 *
 * @param standing how it stands
 * @param detail why, one clause; "" where the standing says it all
 * @param items what it is about, when it is about several: containers, images, users, files
 */
public record Judgement(Standing standing, String detail, List<String> items) {
    /** How a check may stand. */
    public enum Standing {
        PASS,
        FAIL,
        /** There is nothing here that it asks about: never a pass. */
        NOT_APPLICABLE,
        /** It could not be seen: never a pass. */
        UNKNOWN,
        /** Facts for a person to judge. */
        INFO,
        /** Only a person can judge it. */
        MANUAL
    }

    public Judgement {
        items = List.copyOf(items);
    }

    public static final Judgement PASS = new Judgement(Standing.PASS, "", List.of());
    public static final Judgement MANUAL = new Judgement(Standing.MANUAL, "", List.of());

    public static Judgement fail(String detail) {
        return new Judgement(Standing.FAIL, detail, List.of());
    }

    public static Judgement fail(String detail, List<String> items) {
        return new Judgement(Standing.FAIL, detail, items);
    }

    /** Fails with that reason, or passes. */
    public static Judgement failIf(boolean bad, String detail) {
        return bad ? fail(detail) : PASS;
    }

    public static Judgement notApplicable(String reason) {
        return new Judgement(Standing.NOT_APPLICABLE, reason, List.of());
    }

    public static Judgement unknown(String reason) {
        return new Judgement(Standing.UNKNOWN, reason, List.of());
    }

    public static Judgement info(String detail) {
        return new Judgement(Standing.INFO, detail, List.of());
    }

    public static Judgement info(String detail, List<String> items) {
        return new Judgement(Standing.INFO, detail, items);
    }
}
