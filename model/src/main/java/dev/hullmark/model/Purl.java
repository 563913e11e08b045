package dev.hullmark.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A package-url (https://github.com/package-url/purl-spec), its parts decoded and normalised as its type asks.
 *
 * @param type lower case
 * @param namespace segments separated by {@code /}, or ""
 * @param name never empty
 * @param version or ""
 * @param qualifiers by lower-case key, sorted; none with an empty value
 * @param subpath segments separated by {@code /}, or ""
 */
public record Purl(
        String type, String namespace, String name, String version, Map<String, String> qualifiers, String subpath) {

    /** @throws MalformedPurlException when these parts make no package-url */
    public Purl {
        type = PurlText.lower(type);
        PurlText.checkType(type);
        qualifiers = PurlText.checkQualifiers(qualifiers);
        namespace = PurlText.segments(namespace, false);
        subpath = PurlText.segments(subpath, true);
        if (name.isEmpty()) {
            throw new MalformedPurlException("it has no name");
        }
        namespace = PurlTypes.namespace(type, namespace);
        name = PurlTypes.name(type, name, qualifiers);
        version = PurlTypes.version(type, version);
        PurlTypes.check(type, namespace, name, version, qualifiers);
    }

    /** @throws MalformedPurlException when the text is no package-url */
    public static Purl parse(String text) {
        int end = text.length();
        String subpath = "";
        int hash = text.lastIndexOf('#');
        if (hash >= 0) {
            subpath = PurlText.decodeSegments(text.substring(hash + 1), true);
            end = hash;
        }
        Map<String, String> qualifiers = Map.of();
        int question = text.lastIndexOf('?', end - 1);
        if (question >= 0) {
            qualifiers = qualifiers(text.substring(question + 1, end));
            end = question;
        }
        if (!text.regionMatches(true, 0, "pkg:", 0, 4)) {
            throw new MalformedPurlException("it does not start with pkg:");
        }
        int start = 4;
        while (start < end && text.charAt(start) == '/') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '/') {
            end--;
        }
        int slash = text.indexOf('/', start);
        if (slash < 0 || slash >= end) {
            throw new MalformedPurlException("it has no type and name");
        }
        String type = PurlText.lower(text.substring(start, slash));
        String version = "";
        int lastSlash = text.lastIndexOf('/', end - 1);
        int at = text.lastIndexOf('@', end - 1);
        if (at > lastSlash) {
            version = PurlText.decode(text.substring(at + 1, end));
            end = at;
        }
        int nameStart = type.equals("git") ? afterFirst(text, slash, end) : lastSlash + 1;
        String namespace =
                nameStart - 1 > slash ? PurlText.decodeSegments(text.substring(slash + 1, nameStart - 1), false) : "";
        return new Purl(type, namespace, PurlText.decode(text.substring(nameStart, end)), version, qualifiers, subpath);
    }

    /** Type {@code git} names a host, then a path of any depth. */
    private static int afterFirst(String text, int slash, int end) {
        int next = text.indexOf('/', slash + 1);
        return next < 0 || next >= end ? slash + 1 : next + 1;
    }

    private static Map<String, String> qualifiers(String text) {
        Map<String, String> qualifiers = new TreeMap<>();
        int from = 0;
        while (from < text.length()) {
            int to = text.indexOf('&', from);
            to = to < 0 ? text.length() : to;
            int equals = text.indexOf('=', from);
            if (equals >= 0 && equals < to) {
                String key = PurlText.lower(text.substring(from, equals));
                if (qualifiers.put(key, PurlText.decode(text.substring(equals + 1, to))) != null) {
                    throw new MalformedPurlException("it has the qualifier " + key + " twice");
                }
            } else if (to > from) {
                throw new MalformedPurlException("it has a qualifier without a value");
            }
            from = to + 1;
        }
        return qualifiers;
    }

    /** The one spelling of this package-url. */
    public String canonical() {
        StringBuilder out = new StringBuilder(64).append("pkg:").append(type).append('/');
        if (!namespace.isEmpty()) {
            PurlText.encode(namespace, true, out);
            out.append('/');
        }
        // Behind a host only, and before more of the path, a slash means what it says.
        boolean path = type.equals("git") && !namespace.isEmpty() && !name.endsWith("/");
        PurlText.encode(name, path, out);
        if (!version.isEmpty()) {
            PurlText.encode(version, false, out.append('@'));
        }
        char separator = '?';
        for (Map.Entry<String, String> qualifier : qualifiers.entrySet()) {
            out.append(separator).append(qualifier.getKey()).append('=');
            PurlText.encode(qualifier.getValue(), false, out);
            separator = '&';
        }
        if (!subpath.isEmpty()) {
            PurlText.encode(subpath, true, out.append('#'));
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return canonical();
    }

    /** The sorted view that every purl keeps. */
    static Map<String, String> sorted(Map<String, String> qualifiers) {
        return qualifiers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(qualifiers));
    }
}
