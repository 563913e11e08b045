package dev.hullmark.model;

/**
 * The source a distribution built a binary package from; its advisories speak of this name and version.
 *
 * @param name dpkg's {@code Source}, apk's origin, the name in rpm's {@code SOURCERPM}
 * @param version the source's full version, equal to the binary's where the database names no other
 */
public record SourcePackage(String name, String version) {}
