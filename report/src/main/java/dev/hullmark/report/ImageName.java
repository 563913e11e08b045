package dev.hullmark.report;

import dev.hullmark.model.Purl;
import dev.hullmark.model.Subject;

/**
 * An image's name taken apart.
 *
 * @param host the registry, {@code docker.io} when none is written; "" for what has no such name (a file, a folder)
 * @param path the repository in it: {@code library/debian}
 * @param tag or ""
 */
record ImageName(String host, String path, String tag) {
    private static final String DOCKER = "docker.io";

    static ImageName of(Subject subject) {
        boolean named = subject.source().equals("registry") || subject.source().equals("docker");
        return named && subject.kind().equals("image") ? of(subject.name()) : new ImageName("", "", "");
    }

    static ImageName of(String reference) {
        String name = reference;
        int at = name.indexOf('@');
        name = at < 0 ? name : name.substring(0, at);
        int colon = name.lastIndexOf(':');
        String tag = "";
        if (colon > name.lastIndexOf('/')) {
            tag = name.substring(colon + 1);
            name = name.substring(0, colon);
        }
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean host = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        if (host) {
            return new ImageName(first, name.substring(slash + 1), tag);
        }
        return new ImageName(DOCKER, slash < 0 ? "library/" + name : name, tag);
    }

    /** {@code registry.example.com/shop}. */
    String repository() {
        return host + "/" + path;
    }

    /** The last part of the path. */
    String shortName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether a package-url of type {@code oci} or {@code docker} names this image. */
    boolean goesBy(Purl purl, String digest) {
        boolean oci = purl.type().equals("oci");
        if (!oci && !purl.type().equals("docker")) {
            return false;
        }
        if (purl.version().startsWith("sha256:")) {
            return purl.version().equals(digest);
        }
        if (host.isEmpty()) {
            return false;
        }
        String wantedTag = purl.qualifiers().getOrDefault("tag", oci ? "" : purl.version());
        if (!wantedTag.isEmpty() && !wantedTag.equals(tag)) {
            return false;
        }
        String name = purl.namespace().isEmpty() ? purl.name() : purl.namespace() + "/" + purl.name();
        String url = purl.qualifiers().getOrDefault("repository_url", "");
        if (!url.isEmpty()) {
            String bare = url.startsWith("https://") ? url.substring(8) : url;
            return bare.equals(repository()) || (bare + "/" + name).equals(repository());
        }
        return name.equals(path)
                || ("library/" + name).equals(path)
                || (oci && name.equals(shortName()))
                // Docker serves its hardened images as dhi.io/NAME and calls them dhi/NAME.
                || (host.equals("dhi.io") && name.equals("dhi/" + path));
    }
}
