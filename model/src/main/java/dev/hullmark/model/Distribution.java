package dev.hullmark.model;

/**
 * The distribution an image is built on, as its os-release says (freedesktop.org os-release(5)).
 *
 * @param id {@code ID}, for instance {@code debian}
 * @param versionId {@code VERSION_ID}, for instance {@code 12}; "" for rolling releases
 * @param codename {@code VERSION_CODENAME}, or ""
 * @param prettyName {@code PRETTY_NAME}, or ""
 * @param idLike {@code ID_LIKE}, space-separated, or ""
 */
public record Distribution(String id, String versionId, String codename, String prettyName, String idLike) {}
