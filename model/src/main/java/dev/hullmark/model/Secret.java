package dev.hullmark.model;

/**
 * A credential that lies where it should not. What it is, and where; never the credential itself, nor a digest of it,
 * from which a short one could be guessed.
 *
 * @param rule the rule that knows it: {@code aws-secret-access-key}
 * @param title what it is, in words
 * @param severity how bad it is if it is what it looks like
 * @param excerpt what stands before it, and a mask in its place: {@code DB_PASSWORD=****}
 * @param evidence the file and line; no path when it stands in the image's configuration
 * @param deletedLater whether a later layer deletes or replaces the file: it is still in the image for whoever unpacks
 *     the layer
 */
public record Secret(
        String rule, String title, Severity severity, String excerpt, Evidence evidence, boolean deletedLater) {
    /** What stands in a secret's place. */
    public static final String MASK = "****";

    /** As seen once all layers are known. */
    public Secret seen(Evidence where, boolean deleted) {
        return new Secret(rule, title, severity, excerpt, where, deleted);
    }
}
