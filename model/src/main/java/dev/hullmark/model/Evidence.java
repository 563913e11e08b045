package dev.hullmark.model;

/**
 * Where something was found.
 *
 * @param path the file, from the root of the image, with a leading slash; a file inside an archive follows {@code !/}
 *     ({@code /app/a.jar!/lib/b.jar}); "" for the image's configuration
 * @param layer the layer's diffID ({@code sha256:…}), or "" outside an image
 * @param layerIndex the layer's place from 0 (the base), or -1 outside an image
 * @param createdBy the build step that made the layer, or ""
 * @param line from 1, or 0 where the file as a whole is meant
 */
public record Evidence(String path, String layer, int layerIndex, String createdBy, int line) {
    /** Evidence whose layer is not known (yet). */
    public static Evidence of(String path) {
        return new Evidence(path, "", -1, "", 0);
    }

    /** The same line of the same file, in another layer. */
    public Evidence in(LayerInfo info) {
        return new Evidence(path, info.diffId(), info.index(), info.createdBy(), line);
    }
}
