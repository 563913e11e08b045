package dev.hullmark.model;

/**
 * What was judged.
 *
 * @param kind {@code image}, {@code directory}, {@code sbom}; later rooms add their own
 * @param name as the user would write it: the reference, file or directory
 * @param digest of an image: its manifest's digest where known, else its config's ({@code sha256:…}); "" otherwise
 * @param source which door it came through: {@code registry}, {@code docker}, {@code docker-archive}, {@code oci},
 *     {@code oci-archive}, {@code dir}, {@code sbom}
 */
public record Subject(String kind, String name, String digest, String source) {}
