package dev.hullmark.catalog.java;

import java.util.HashMap;
import java.util.Map;

/** What a {@code pom.xml} says of itself, its parent and its properties, and texts filled in with that. Bounded. */
final class PomValues {
    static final int TEXT = 1_000;
    private static final int VALUES = 1_000;
    private static final int DEPTH = 5;

    private final Map<String, String> values = new HashMap<>();

    /** Keeps an element of depth 2, or of depth 3 in the parent or the properties. */
    void keep(String[] path, int depth, String text) {
        if (text.length() > TEXT || values.size() > VALUES) {
            return;
        }
        if (depth == 2) {
            values.put(path[1], text);
        } else if (depth == 3 && (path[1].equals("parent") || path[1].equals("properties"))) {
            values.put(path[1].equals("parent") ? "parent." + path[2] : path[2].concat("$"), text);
        }
    }

    /** One of its own fields, or, except for the artifact's id, its parent's. */
    String field(String field) {
        String value = values.getOrDefault(field, "");
        return filled(
                value.isEmpty() && !field.equals("artifactId") ? values.getOrDefault("parent." + field, "") : value);
    }

    /** The text with every <code>${name}</code> replaced that this pom itself can tell; others stay, and are refused. */
    String filled(String text) {
        return filled(text, 0);
    }

    private String filled(String text, int depth) {
        int open = text.indexOf("${");
        int close = text.indexOf('}', open);
        if (open < 0 || close < 0 || depth > DEPTH || text.length() > TEXT) {
            return text;
        }
        String value = told(text.substring(open + 2, close));
        return value.isEmpty() ? text : filled(text.substring(0, open) + value + text.substring(close + 1), depth + 1);
    }

    private String told(String name) {
        String value = values.get(name.concat("$"));
        if (value != null) {
            return value;
        }
        String field =
                name.startsWith("project.") ? name.substring(8) : name.startsWith("pom.") ? name.substring(4) : "";
        return field.isEmpty() ? "" : values.getOrDefault(field, values.getOrDefault("parent." + field, ""));
    }
}
