package dev.hullmark.engine;

/**
 * A path that a container changed since its image (GET /containers/NAME/changes).
 *
 * @param path absolute
 */
public record PathChange(String path, Kind kind) {
    public enum Kind {
        MODIFIED,
        ADDED,
        DELETED
    }
}
