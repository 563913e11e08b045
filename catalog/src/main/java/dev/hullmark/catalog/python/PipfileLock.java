package dev.hullmark.catalog.python;

import dev.hullmark.catalog.JsonFile;
import dev.hullmark.catalog.lock.Declarations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Pipenv's {@code Pipfile.lock}: what is under "default"; "develop" and other categories are not deployed. */
final class PipfileLock {
    private PipfileLock() {}

    static void read(byte[] bytes, Declarations into) throws IOException {
        JsonFile.readObject(
                new ByteArrayInputStream(bytes),
                json -> JsonFile.fields(json, field -> {
                    if (field.equals("default") && json.currentToken() == JsonToken.START_OBJECT) {
                        packages(json, into);
                    } else {
                        json.skipChildren();
                    }
                }));
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
