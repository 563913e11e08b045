package dev.hullmark.report;

import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Waiver;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads the waiver file: a YAML list, one entry a waiver. Strict, since a mistyped word would hide a finding or fail to:
 * anything not understood is an error with its line. Nothing is expanded (no aliases, no tags), so a small file stays
 * small.
 */
final class WaiverFile {
    private final String name;
    private final YAMLParser parser;

    private WaiverFile(String name, YAMLParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /** @param name the file, as messages name it */
    static List<Waiver> parse(String name, String yaml) {
        try (YAMLParser parser = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
            return new WaiverFile(name, parser).list();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new WaiverException(at(name, line) + "not valid YAML: " + firstLine(e.getOriginalMessage()), e);
        } catch (RuntimeException e) {
            if (e instanceof WaiverException) {
                throw e;
            }
            throw new WaiverException("'" + name + "' is not valid YAML: " + firstLine(e.getMessage()), e);
        }
    }

    private static String firstLine(@org.jspecify.annotations.Nullable String message) {
        String text = message == null ? "it cannot be read" : message;
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String at(String name, int line) {
        return "'" + name + "', line " + line + ": ";
    }

    private List<Waiver> list() {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL || parser.getString().isEmpty()) {
            return List.of();
        }
        if (first != JsonToken.START_ARRAY) {
            throw wrong("expected a list of waivers, each starting with '- id: …'");
        }
        List<Waiver> all = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            all.add(waiver());
            if (all.size() > Limits.WAIVERS) {
                throw wrong("holds more than " + Limits.WAIVERS + " waivers");
            }
        }
        if (parser.nextToken() != null) {
            throw wrong("holds a second document; one list is expected");
        }
        return all;
    }

    private Waiver waiver() {
        int line = line();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("expected a waiver such as '- id: CVE-2024-1234'");
        }
        Map<String, String> given = new HashMap<>();
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Optional<LocalDate> expires = Optional.empty();
        while (next() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            next();
            if (given.containsKey(key)) {
                throw wrong("'" + key + "' is there twice");
            }
            switch (key) {
                case "id", "package", "path", "reason", "author" -> given.put(key, text(key));
                case "expires" -> {
                    expires = Optional.of(date());
                    given.put(key, "");
                }
                case "kinds" -> {
                    kinds(kinds);
                    given.put(key, "");
                }
                default ->
                    throw wrong(
                            "'" + key + "' is not known; known are id, package, path, kinds, reason, author, expires");
            }
        }
        for (String required : List.of("id", "reason", "author")) {
            if (!given.containsKey(required)) {
                throw new WaiverException(at(name, line) + "the waiver has no '" + required + "'");
            }
        }
        return new Waiver(
                given.getOrDefault("id", ""),
                given.getOrDefault("package", ""),
                given.getOrDefault("path", ""),
                kinds,
                given.getOrDefault("reason", ""),
                given.getOrDefault("author", ""),
                expires,
                name + ", line " + line);
    }

    private String text(String key) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL || token == null || !token.isScalarValue()) {
            throw wrong("'" + key + "' must be a text");
        }
        String text = parser.getString().strip();
        if (text.isEmpty()) {
            throw wrong("'" + key + "' is empty");
        }
        return text;
    }

    private LocalDate date() {
        String text = text("expires");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong("'expires' must be a day such as 2027-01-31");
        }
    }

    private void kinds(Set<Kind> into) {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (next() != JsonToken.END_ARRAY) {
                into.add(kind());
            }
        } else {
            into.add(kind());
        }
        if (into.isEmpty()) {
            throw wrong("'kinds' is empty");
        }
    }

    private Kind kind() {
        String text = text("kinds");
        StringBuilder known = new StringBuilder();
        for (Kind kind : Kind.values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
            known.append(known.isEmpty() ? "" : ", ").append(kind.text());
        }
        throw wrong("'" + text + "' is no kind of finding; known are " + known);
    }

    private @org.jspecify.annotations.Nullable JsonToken next() {
        JsonToken token = parser.nextToken();
        if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
            throw wrong("anchors, aliases and tags are not allowed");
        }
        if (token == null) {
            throw wrong("the file ends too early");
        }
        return token;
    }

    private int line() {
        return ((JsonParser) parser).currentTokenLocation().getLineNr();
    }

    private WaiverException wrong(String what) {
        return new WaiverException(at(name, Math.max(1, line())) + what);
    }
}
