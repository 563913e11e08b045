package dev.hullmark.model;

/**
 * How much of one thing was seen; without an entry nothing is claimed.
 *
 * @param what a package type, {@code rule:ID}, {@code file:PATH}, {@code layer:DIGEST}, {@code feed:NAME} …
 * @param status how much
 * @param reason why it is not complete, one clause a user can act on; "" when complete
 */
public record Coverage(String what, Status status, String reason) {
    public enum Status {
        COMPLETE,
        PARTIAL,
        NONE,
        NOT_APPLICABLE,
        MANUAL;

        /** As the JSON report writes it: {@code not-applicable}. */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public static Coverage complete(String what) {
        return new Coverage(what, Status.COMPLETE, "");
    }

    public static Coverage partial(String what, String reason) {
        return new Coverage(what, Status.PARTIAL, reason);
    }

    public static Coverage none(String what, String reason) {
        return new Coverage(what, Status.NONE, reason);
    }
}
