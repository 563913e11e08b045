package dev.hullmark.model;

/**
 * The image that another one was built on.
 *
 * @param name as it was called where it was seen or given
 * @param layers how many of the image's layers are its own, from layer 0 on; less than the image has
 * @param of how many layers the image has in all
 */
public record Base(String name, int layers, int of) {
    /** Whether this layer is the base's; a place outside of any layer is not. */
    public boolean has(int layerIndex) {
        return layerIndex >= 0 && layerIndex < layers;
    }
}
