package dev.hullmark.catalog.npm;

import dev.hullmark.catalog.Texts;
import dev.hullmark.catalog.lock.Declarations;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Bun's {@code bun.lock}: JSON with trailing commas; "packages" are lists whose first item is {@code name@version}. */
final class BunLock {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    private BunLock() {}

    static void read(byte[] bytes, Declarations into) throws IOException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("is not a JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean packages = json.currentName().equals("packages");
                if (json.nextToken() == JsonToken.START_OBJECT && packages) {
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
            if (json.nextToken() != JsonToken.START_ARRAY) {
                json.skipChildren();
                continue;
            }
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                tell(PackageId.of(json.getString()), into);
            }
            while (json.currentToken() != JsonToken.END_ARRAY) {
                json.skipChildren();
                json.nextToken();
            }
        }
    }

    private static void tell(PackageId id, Declarations into) {
        if (id.isLocal() || id.reference().startsWith("root:")) {
            return;
        }
        if (PackageId.isVersion(id.reference())) {
            into.found(id.name(), id.reference());
        } else {
            into.open(id.name());
        }
    }
}
