package dev.hullmark.cli;

import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads the configuration file: YAML, sections of keys with a value or a list of values. Strict, since a mistyped word
 * would loosen a gate: what isn't known is an error with its line. Nothing is expanded (no aliases, no tags).
 */
final class ConfigFile {
    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_VALUES = 1000;

    private final Path file;
    private final YAMLParser parser;
    private final List<Setting> settings = new ArrayList<>();

    private ConfigFile(Path file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** @throws HullmarkException when it can't be read or says what it must not */
    static List<Setting> read(Path file) {
        String yaml = text(file);
        try (YAMLParser parser = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
            return new ConfigFile(file, parser).sections();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new HullmarkException(
                    file + ", line " + line + ": not valid YAML: " + firstLine(e.getOriginalMessage()), e);
        } catch (HullmarkException e) {
            throw e;
        } catch (RuntimeException e) {
            // The YAML library has failures of its own.
            throw new HullmarkException(file + ": not valid YAML: " + firstLine(e.getMessage()), e);
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new HullmarkException(file + " is larger than a configuration file may be (1 MB).");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new HullmarkException("there is no configuration file " + file + ".", e);
        } catch (CharacterCodingException e) {
            throw new HullmarkException(file + " is not UTF-8 text.", e);
        } catch (IOException e) {
            throw new HullmarkException("can't read the configuration file " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static String firstLine(@Nullable String message) {
        String text = message == null ? "it can't be read" : message;
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private List<Setting> sections() {
        JsonToken first = parser.nextToken();
        if (first == null || isEmpty(first)) {
            return List.of();
        }
        checkPlain();
        if (first != JsonToken.START_OBJECT) {
            throw wrong("expected sections such as 'gate:' with keys below");
        }
        Set<String> seen = new HashSet<>();
        while (next() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            List<String> known = Section.all().stream().map(Section::name).toList();
            Section section = Section.all().stream()
                    .filter(s -> s.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong("there is no section '" + name + "'" + Section.suggestion(name, known)));
            once(seen, name);
            keys(section);
        }
        if (parser.nextToken() != null) {
            throw wrong("holds a second document; one is expected");
        }
        return settings;
    }

    private void keys(Section section) {
        JsonToken token = next();
        if (isEmpty(token)) {
            return;
        }
        if (token != JsonToken.START_OBJECT) {
            throw wrong("'" + section.name() + "' must hold keys with values");
        }
        Set<String> seen = new HashSet<>();
        while (next() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            List<String> known =
                    section.properties().stream().map(Property::key).toList();
            Property property = section.property(key)
                    .orElseThrow(() ->
                            wrong("'" + section.name() + "' has no '" + key + "'" + Section.suggestion(key, known)));
            once(seen, section.name() + "." + key);
            String where = file + ", line " + line() + ", " + section.name() + "." + key;
            settings.add(new Setting(section, property, values(section.name() + "." + key), where));
        }
    }

    private List<String> values(String name) {
        if (next() != JsonToken.START_ARRAY) {
            return List.of(value(name));
        }
        List<String> values = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            values.add(value(name));
            if (values.size() > MOST_VALUES) {
                throw wrong("'" + name + "' has more than " + MOST_VALUES + " values");
            }
        }
        return values;
    }

    private String value(String name) {
        JsonToken token = parser.currentToken();
        if (token == null || !token.isScalarValue() || isEmpty(token)) {
            throw wrong("'" + name + "' must be a value or a list of values");
        }
        return parser.getString().strip();
    }

    private boolean isEmpty(JsonToken token) {
        return token == JsonToken.VALUE_NULL
                || (token.isScalarValue() && parser.getString().isBlank());
    }

    private void once(Set<String> seen, String name) {
        if (!seen.add(name)) {
            throw wrong("'" + name + "' is there twice");
        }
    }

    private JsonToken next() {
        JsonToken token = parser.nextToken();
        checkPlain();
        if (token == null) {
            throw wrong("the file ends too early");
        }
        return token;
    }

    private void checkPlain() {
        if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
            throw wrong("anchors, aliases and tags are not allowed");
        }
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private HullmarkException wrong(String what) {
        return new HullmarkException(file + ", line " + line() + ": " + what);
    }
}
