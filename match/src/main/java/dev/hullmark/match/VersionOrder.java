package dev.hullmark.match;

/** The order of one ecosystem's versions. Stateless and thread-safe. */
public interface VersionOrder {
    /**
     * @return negative, zero or positive as {@code a} is older than, equal to or newer than {@code b}
     * @throws InvalidVersionException when either is no version of this ecosystem; the message names it and says why
     */
    int compare(String a, String b);

    /** A text that is no version of its ecosystem. */
    final class InvalidVersionException extends RuntimeException {
        public InvalidVersionException(String version, String why) {
            super("'" + version + "' " + why);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
