package dev.hullmark.catalog.java;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Java packages of a jar's classes.
 *
 * @param names every package with its number of classes, multi-release copies and module descriptors left out
 */
record Packages(Map<String, Integer> names) {
    /** A package below which this share of a jar's classes lies is the jar's own; the rest came along. */
    private static final double OWN_SHARE = 0.8;

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Whether there are classes in this package or below. */
    boolean has(String prefix) {
        for (String name : names.keySet()) {
            if (isBelow(name, prefix)) {
                return true;
            }
        }
        return false;
    }

    static boolean isBelow(String name, String prefix) {
        return name.startsWith(prefix) && (name.length() == prefix.length() || name.charAt(prefix.length()) == '.');
    }

    /** The longest package that most classes lie in or below; empty when they have none in common. */
    List<String> own() {
        long total = 0;
        for (int count : names.values()) {
            total += count;
        }
        String own = "";
        while (true) {
            Map<String, Integer> below = new HashMap<>();
            for (Map.Entry<String, Integer> e : names.entrySet()) {
                String name = e.getKey();
                if (own.isEmpty() ? !name.isEmpty() : name.length() > own.length() && isBelow(name, own)) {
                    int dot = name.indexOf('.', own.isEmpty() ? 0 : own.length() + 1);
                    below.merge(dot < 0 ? name : name.substring(0, dot), e.getValue(), Integer::sum);
                }
            }
            String best = "";
            int most = 0;
            for (Map.Entry<String, Integer> e : below.entrySet()) {
                if (e.getValue() > most) {
                    most = e.getValue();
                    best = e.getKey();
                }
            }
            if (most == 0 || most < OWN_SHARE * total) {
                return own.isEmpty() ? List.of() : List.of(own.split("\\."));
            }
            own = best;
        }
    }
}
