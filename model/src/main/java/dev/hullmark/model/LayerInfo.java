package dev.hullmark.model;

/**
 * One layer of an image.
 *
 * @param index from 0, the base
 * @param diffId digest of the uncompressed layer as the image's config claims it
 * @param createdBy the build step that made it, or ""
 */
public record LayerInfo(int index, String diffId, String createdBy) {}
