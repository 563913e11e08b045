package dev.hullmark.image;

import dev.hullmark.model.LayerInfo;
import java.util.Optional;

/**
 * One layer of an opened image, not read yet.
 *
 * @param info place, diffID and build step
 * @param identity the name under which what was found in this layer may already be stored: a digest of bytes that were
 *     once hashed ({@code sha256:…}), or the identity of the file that holds it
 *     ({@code file:DEVICE:INODE:SIZE:MTIME:CTIME:OFFSET}); empty when nothing is known before it is read
 */
public record Layer(LayerInfo info, Optional<String> identity) {}
