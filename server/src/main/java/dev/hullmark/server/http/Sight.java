package dev.hullmark.server.http;

import dev.hullmark.server.work.Context;
import dev.hullmark.store.Images;
import java.util.List;
import java.util.Optional;

/**
 * Images as a caller may know them. For who is limited to some repositories, an image without a name in them is as unknown as
 * one that nobody ever saw; one that has other names besides is shown by its own names alone.
 */
public final class Sight {
    private final Images images;

    public Sight(Context context) {
        images = new Images(context.database());
    }

    public Optional<Images.Image> byDigest(String digest, Caller caller) {
        return images.byDigest(digest).flatMap(image -> of(image, caller));
    }

    /** The image, by a name that the caller may know; empty when there is none. */
    public Optional<Images.Image> of(Images.Image image, Caller caller) {
        return caller.scoped()
                ? images.names(image.id()).stream()
                        .filter(caller::mayImage)
                        .findFirst()
                        .map(name -> told(image, name, reason(image, caller)))
                : Optional.of(image);
    }

    /** The names it has now that the caller may know. */
    public List<Images.Tag> tags(Images.Image image, Caller caller) {
        return images.tags(image.id()).stream()
                .filter(tag -> caller.mayRepository(tag.repository()))
                .toList();
    }

    /** Why it failed may name where it was tried. */
    public String reason(Images.Image image, Caller caller) {
        boolean own = !caller.scoped()
                || image.reason().isEmpty()
                || images.repositories(image.id()).stream().allMatch(caller::mayRepository);
        return own ? image.reason() : "it could not be read";
    }

    private static Images.Image told(Images.Image image, String name, String reason) {
        return new Images.Image(
                image.id(),
                image.digest(),
                name,
                image.status(),
                reason,
                image.packages(),
                image.findings(),
                image.exploited(),
                image.scannedAt(),
                image.judgedAt(),
                image.source(),
                image.stale());
    }
}
