package dev.hullmark.catalog.python;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is needed of a distribution's core metadata (packaging.python.org, core-metadata).
 *
 * @param name as written, or ""
 * @param version or ""
 * @param licences {@code License-Expression}, else a {@code License} of one line, else the licence classifiers
 */
record Metadata(String name, String version, List<String> licences) {
    private static final String CLASSIFIER = "License ::";
    /** A longer text in {@code License} is the licence itself, not its name. */
    private static final int LICENCE_NAME = 100;

    static Metadata parse(String headers) {
        String name = "";
        String version = "";
        String expression = "";
        String licence = "";
        List<String> classifiers = new ArrayList<>(1);
        int at = 0;
        while (at < headers.length()) {
            int end = headers.indexOf('\n', at);
            end = end < 0 ? headers.length() : end;
            int next = end + 1;
            boolean folded = next < headers.length() && isBlank(headers.charAt(next));
            int colon = headers.indexOf(':', at);
            if (colon > at && colon < end && !isBlank(headers.charAt(at))) {
                String value = headers.substring(colon + 1, end).strip();
                switch (headers.substring(at, colon).toLowerCase(Locale.ROOT)) {
                    case "name" -> name = first(name, value);
                    case "version" -> version = first(version, value);
                    case "license-expression" -> expression = first(expression, value);
                    case "license" -> licence = folded ? "" : first(licence, value);
                    case "classifier" -> {
                        if (value.startsWith(CLASSIFIER) && classifiers.size() < Limits.LICENCES) {
                            classifiers.add(line(value.substring(value.lastIndexOf("::") + 2)));
                        }
                    }
                    default -> {}
                }
            }
            at = next;
        }
        return new Metadata(name, version, licences(expression, licence, classifiers));
    }

    private static List<String> licences(String expression, String licence, List<String> classifiers) {
        if (!expression.isEmpty()) {
            return List.of(line(expression));
        }
        if (licence.isEmpty() || licence.length() > LICENCE_NAME || licence.equalsIgnoreCase("UNKNOWN")) {
            return classifiers;
        }
        return List.of(line(licence));
    }

    private static String first(String earlier, String later) {
        return earlier.isEmpty() ? later : earlier;
    }

    private static String line(String text) {
        return Texts.line(text, Limits.LICENCE);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
