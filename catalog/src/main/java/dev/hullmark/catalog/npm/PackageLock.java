package dev.hullmark.catalog.npm;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import dev.hullmark.catalog.lock.Declarations;
import dev.hullmark.model.Confidence;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * npm's {@code package-lock.json} and {@code npm-shrinkwrap.json} (docs.npmjs.com, package-lock.json). Versions 2 and 3
 * have "packages", named by their place in node_modules; version 1 has "dependencies", one in another. A file with both
 * says the same twice.
 */
final class PackageLock {
    private static final String MODULES = "node_modules/";
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .build();

    private final JsonParser json;
    private final Declarations into;

    private PackageLock(JsonParser json, Declarations into) {
        this.json = json;
        this.into = into;
    }

    static void read(byte[] bytes, Declarations into) throws IOException {
        // "packages" wins wherever it stands, so look for it first.
        if (!readField(bytes, "packages", into)) {
            readField(bytes, "dependencies", into);
        }
    }

    private static boolean readField(byte[] bytes, String field, Declarations into) throws IOException {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("is not a JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = json.currentName().equals(field);
                if (json.nextToken() == JsonToken.START_OBJECT && wanted) {
                    PackageLock lock = new PackageLock(json, into);
                    if (field.equals("packages")) {
                        lock.packages();
                    } else {
                        lock.dependencies();
                    }
                    return true;
                }
                json.skipChildren();
            }
            return false;
        } catch (JacksonException e) {
            throw new IOException("is not sound JSON: " + Texts.line(e.getOriginalMessage(), 120), e);
        }
    }

    private void packages() {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String place = json.currentName();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            Item item = new Item();
            item.read();
            int modules = place.lastIndexOf(MODULES);
            if (modules >= 0) { // others are the project itself, its workspaces and folders it links to
                String name = place.substring(modules + MODULES.length());
                item.tell(item.name.isEmpty() ? name : item.name);
            }
        }
    }

    private void dependencies() {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            Item item = new Item();
            item.read();
            item.tell(name);
        }
    }

    /** One package, in either shape. */
    private final class Item {
        private String name = "";
        private String version = "";
        private String licence = "";
        private boolean development;
        private boolean link;

        void read() {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                switch (field) {
                    case "name" -> name = text(value);
                    case "version" -> version = text(value);
                    case "license" -> licence = Texts.line(text(value), Limits.LICENCE);
                    case "dev" -> development = value == JsonToken.VALUE_TRUE;
                    case "link" -> link = value == JsonToken.VALUE_TRUE;
                    case "dependencies" -> {
                        if (value == JsonToken.START_OBJECT) {
                            dependencies(); // of version 1; of the others they are texts, and passed over
                        } else {
                            json.skipChildren();
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        }

        void tell(String under) {
            PackageId id = new PackageId(under, ofArchive(under)).resolved();
            if (development || link || id.isLocal()) {
                return;
            }
            if (!PackageId.isVersion(id.reference())) {
                into.open(id.name()); // a repository, of which lock version 1 tells no version
                return;
            }
            List<String> licences = licence.isEmpty() ? List.of() : List.of(licence);
            into.found(id.name(), id.reference(), licences, Confidence.CERTAIN);
        }

        /** Lock version 1 has an address for a version; that of a registry's archive ends with {@code /-/a-1.0.0.tgz}. */
        private String ofArchive(String under) {
            String file = "/-/" + under.substring(under.indexOf('/') + 1) + "-";
            int at = version.startsWith("http") && version.endsWith(".tgz") ? version.lastIndexOf(file) : -1;
            return at < 0 ? version : version.substring(at + file.length(), version.length() - ".tgz".length());
        }

        private String text(JsonToken value) {
            if (value == JsonToken.VALUE_STRING) {
                return json.getString();
            }
            json.skipChildren();
            return "";
        }
    }
}
