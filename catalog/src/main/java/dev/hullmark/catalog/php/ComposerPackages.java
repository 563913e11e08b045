package dev.hullmark.catalog.php;

import dev.hullmark.catalog.JsonFile;
import dev.hullmark.catalog.Listed;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.JsonParser;

/** The list of packages that Composer writes in the same form into lock files and beside what it installed. */
final class ComposerPackages {
    private ComposerPackages() {}

    /** @param parser stands at the list */
    static void read(JsonParser parser, Listed listed) throws IOException {
        JsonFile.elements(parser, p -> one(p, listed));
    }

    private static void one(JsonParser parser, Listed listed) throws IOException {
        String[] name = {""};
        String[] version = {""};
        List<List<String>> licences = new java.util.ArrayList<>(1);
        JsonFile.fields(parser, field -> {
            switch (field) {
                case "name" -> name[0] = JsonFile.text(parser);
                case "version" -> version[0] = JsonFile.text(parser);
                case "license" -> licences.add(JsonFile.texts(parser));
                default -> parser.skipChildren();
            }
        });
        int slash = name[0].indexOf('/');
        boolean whole = slash > 0 && slash < name[0].length() - 1 && name[0].indexOf('/', slash + 1) < 0;
        listed.add(whole ? name[0] : "", version[0], licences.isEmpty() ? List.of() : licences.getLast());
    }
}
