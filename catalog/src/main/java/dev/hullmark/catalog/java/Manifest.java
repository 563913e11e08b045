package dev.hullmark.catalog.java;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The main section of a {@code META-INF/MANIFEST.MF} (JAR File Specification); broken lines are passed over. */
final class Manifest {
    static final Manifest EMPTY = new Manifest(Map.of());

    private final Map<String, String> attributes;

    private Manifest(Map<String, String> attributes) {
        this.attributes = attributes;
    }

    static Manifest parse(byte[] bytes) {
        Map<String, String> attributes = new HashMap<>();
        StringBuilder line = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            int next = end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n' ? end + 2 : end + 1;
            if (end == at) {
                if (!attributes.isEmpty() || !line.isEmpty()) {
                    break; // the main section ends at the first empty line
                }
            } else if (bytes[at] == ' ') {
                line.append(new String(bytes, at + 1, end - at - 1, StandardCharsets.UTF_8));
            } else {
                put(line, attributes);
                line.setLength(0);
                line.append(new String(bytes, at, end - at, StandardCharsets.UTF_8));
            }
            at = next;
        }
        put(line, attributes);
        return new Manifest(attributes);
    }

    private static void put(StringBuilder line, Map<String, String> attributes) {
        int colon = line.indexOf(":");
        if (colon > 0) {
            attributes.putIfAbsent(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    /** An attribute's value, or "". */
    String get(String name) {
        return attributes.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** {@code Bundle-SymbolicName} without its directives, or "". */
    String symbolicName() {
        String name = get("Bundle-SymbolicName");
        int semicolon = name.indexOf(';');
        return (semicolon < 0 ? name : name.substring(0, semicolon)).strip();
    }

    /** What might be the version, the likeliest first. */
    List<String> versions() {
        List<String> versions = new ArrayList<>(4);
        for (String name : new String[] {
            "Implementation-Version", "Bundle-Version", "Specification-Version", "Plugin-Version", "Version"
        }) {
            String version = get(name);
            if (isVersion(version) && !versions.contains(version)) {
                versions.add(version);
            }
        }
        return versions;
    }

    static boolean isVersion(String text) {
        if (text.isEmpty() || text.length() > 100 || text.charAt(0) < '0' || text.charAt(0) > '9') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 127 || c == '/' || c == '$' || c == '{') {
                return false;
            }
        }
        return true;
    }
}
