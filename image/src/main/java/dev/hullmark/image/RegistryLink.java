package dev.hullmark.image;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where a list goes on: a Link header (RFC 8288) of a registry. */
final class RegistryLink {
    private static final int LONGEST = 8192;

    private RegistryLink() {}

    /**
     * The path below the repository with its query; empty unless the list goes on at the same place, for our credentials
     * go there too.
     *
     * @param path where the list began
     */
    static Optional<String> next(String header, String path) {
        int from = header.indexOf('<');
        int to = header.indexOf('>');
        if (header.length() > LONGEST || from < 0 || to < from || !header.contains("next")) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(header.substring(from + 1, to));
            String raw = uri.getRawPath() == null ? "" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            boolean there = raw.isEmpty() || raw.endsWith(path) || raw.endsWith(path.replace(":", "%3A"));
            return there && !query.isEmpty() ? Optional.of(path + "?" + query) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
