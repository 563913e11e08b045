package dev.hullmark.server.upload;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody calls the image that a document is about.
 *
 * @param repository with its registry, or whatever stands before the tag
 * @param tag {@code latest} where none is said
 */
record UploadName(String repository, String tag) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/~+-][A-Za-z0-9._/:~+-]{0,398}[A-Za-z0-9._/~+-]?");
    static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** Reads {@code REPOSITORY[:TAG][@DIGEST]}; the digest is left out. Empty when it is no such name. */
    static Optional<UploadName> parse(String text) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        int colon = name.lastIndexOf(':');
        return colon <= name.lastIndexOf('/')
                ? Optional.of(new UploadName(name, "latest"))
                : Optional.of(new UploadName(name.substring(0, colon), name.substring(colon + 1)));
    }
}
