package dev.hullmark.image;

import java.util.Locale;
import java.util.Optional;

/**
 * An image in a registry, as engines write it: {@code [HOST[:PORT]/]PATH[:TAG][@DIGEST]}.
 *
 * @param registry {@code docker.io}, {@code localhost:5000}
 * @param repository {@code library/alpine}
 * @param tag "" when a digest was given alone
 * @param digest wins over the tag
 */
record RegistryReference(String registry, String repository, String tag, Optional<Digest> digest) {
    private static final String HUB = "docker.io";
    private static final int REPOSITORY = 255;
    private static final int TAG = 128;

    /**
     * Reads a reference and fills in what Docker would: the Hub, {@code library/}, {@code latest}.
     *
     * @throws ImageException when it is none
     */
    static RegistryReference parse(String text) {
        String rest = text;
        Optional<Digest> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Digest.parse(rest.substring(at + 1));
            if (digest.isEmpty()) {
                throw bad(text, "what follows the @ is no digest like sha256:… with 64 hexadecimal digits");
            }
            rest = rest.substring(0, at);
        }
        String tag = "";
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = rest.substring(colon + 1);
            rest = rest.substring(0, colon);
            if (!isTag(tag)) {
                throw bad(text, "its tag may have letters, digits and _ . - only");
            }
        }
        int slash = rest.indexOf('/');
        String registry = HUB;
        if (slash > 0 && namesHost(rest.substring(0, slash))) {
            registry = rest.substring(0, slash);
            rest = rest.substring(slash + 1);
            if (!isHost(registry)) {
                throw bad(text, "what comes before the first slash is no host");
            }
        }
        if (registry.equals("index.docker.io") || registry.equals("registry-1.docker.io")) {
            registry = HUB;
        }
        if (!isRepository(rest)) {
            boolean upper = !rest.equals(rest.toLowerCase(Locale.ROOT));
            throw bad(text, upper ? "names of images are lower case" : "it is no name like alpine:3.20");
        }
        if (registry.equals(HUB) && rest.indexOf('/') < 0) {
            rest = "library/" + rest;
        }
        return new RegistryReference(registry, rest, tag.isEmpty() && digest.isEmpty() ? "latest" : tag, digest);
    }

    /** Host and port where the registry's API is. */
    String host() {
        return registry.equals(HUB) ? "registry-1.docker.io" : registry;
    }

    /** The digest, or else the tag. */
    String version() {
        return digest.map(Digest::toString).orElse(tag);
    }

    @Override
    public String toString() {
        return registry + "/" + repository + (tag.isEmpty() ? "" : ":" + tag)
                + digest.map(d -> "@" + d).orElse("");
    }

    private static boolean namesHost(String part) {
        return part.indexOf('.') >= 0
                || part.indexOf(':') >= 0
                || part.equals("localhost")
                || !part.equals(part.toLowerCase(Locale.ROOT));
    }

    static boolean isHost(String text) {
        String host = text;
        int colon = text.lastIndexOf(':');
        if (colon > text.lastIndexOf(']')) {
            host = text.substring(0, colon);
            String port = text.substring(colon + 1);
            if (port.isEmpty() || port.length() > 5 || !isDigits(port) || Integer.parseInt(port) > 65_535) {
                return false;
            }
        }
        if (host.startsWith("[")) {
            String inner = host.endsWith("]") ? host.substring(1, host.length() - 1) : "";
            return inner.length() > 1 && only(inner, "0123456789abcdefABCDEF:.");
        }
        return !host.isEmpty()
                && host.length() <= 253
                && letterOrDigit(host.charAt(0))
                && letterOrDigit(host.charAt(host.length() - 1))
                && only(host, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.");
    }

    /** Parts of lower-case letters and digits, joined by one {@code .}, one or two {@code _}, or dashes. */
    static boolean isRepository(String text) {
        if (text.isEmpty() || text.length() > REPOSITORY) {
            return false;
        }
        int joint = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                joint = 0;
            } else if (joint == 0 && (c == '.' || c == '_' || c == '-' || c == '/')) {
                joint = 1;
            } else if (joint > 0 && i > 0 && c == text.charAt(i - 1) && (c == '-' || (c == '_' && joint == 1))) {
                joint++;
            } else {
                return false;
            }
        }
        return joint == 0;
    }

    static boolean isTag(String text) {
        return !text.isEmpty()
                && text.length() <= TAG
                && text.charAt(0) != '.'
                && text.charAt(0) != '-'
                && only(text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-.");
    }

    private static boolean isDigits(String text) {
        return only(text, "0123456789");
    }

    private static boolean letterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean only(String text, String allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static ImageException bad(String text, String why) {
        String shown = text.length() > 200 ? text.substring(0, 200) + "…" : text;
        return new ImageException("'" + shown + "' is no reference to an image: " + why + ".");
    }
}
