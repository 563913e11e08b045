package dev.hullmark.catalog.python;

import dev.hullmark.catalog.Texts;
import dev.hullmark.catalog.lock.Declarations;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Pipenv's {@code Pipfile.lock}: what is under "default"; "develop" and other categories are not deployed. */
final class PipfileLock {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .build();

    private PipfileLock() {}

    static void read(byte[] bytes, Declarations into) throws IOException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("is not a JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = json.currentName().equals("default");
                if (json.nextToken() == JsonToken.START_OBJECT && wanted) {
                    packages(json, into);
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new IOException("is not sound JSON: " + Texts.line(e.getOriginalMessage(), 120), e);
        }
    }

    private static void packages(JsonParser json, Declarations into) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            String version = "";
            boolean folder = false;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("version") && value == JsonToken.VALUE_STRING) {
                    version = json.getString();
                } else {
                    folder |= field.equals("path");
                    json.skipChildren();
                }
            }
            if (!folder || !version.isEmpty()) {
                PythonLockCataloger.tell(name, Requirement.pinned(version), into);
            }
        }
    }
}
