package dev.hullmark.server.watch;

/**
 * Which images of the registries count.
 *
 * @param repositories by registry and repository: {@code registry.example.com/team/shop}
 * @param tags by tag; what is named by its digest alone always counts
 * @param manual repositories whose images are known, and read only when somebody asks
 */
public record Watched(Patterns repositories, Patterns tags, Patterns manual) {
    /** All, as they come. */
    public static final Watched ALL = new Watched(Patterns.ALL, Patterns.ALL, Patterns.NONE);

    boolean has(String repository, String tag) {
        return repositories.has(repository) && (tag.isEmpty() || tag.startsWith("sha256:") || tags.has(tag));
    }
}
