package dev.hullmark.catalog.conan;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.JsonFile;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Listed;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import tools.jackson.core.JsonParser;

/**
 * {@code conan.lock}: Conan 2's list {@code requires}, without those for building and for recipes; Conan 1's graph, of
 * which nodes in the build context and the consumer itself are left out.
 */
public final class ConanLockCataloger implements Cataloger {
    @Override
    public String name() {
        return "conan-lock";
    }

    @Override
    public String covers() {
        return PackageType.CONAN.purlType();
    }

    @Override
    public boolean declares() {
        return true;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        return entry.isNamed("conan.lock");
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Listed listed = new Listed(PackageType.CONAN, entry, sink);
        JsonFile.read(
                content,
                Limits.LISTING,
                parser -> JsonFile.fields(parser, field -> {
                    switch (field) {
                        case "requires" -> JsonFile.elements(parser, p -> requirement(p, listed));
                        case "graph_lock" ->
                            JsonFile.field(
                                    parser, "nodes", nodes -> JsonFile.fields(nodes, number -> node(nodes, listed)));
                        default -> parser.skipChildren();
                    }
                }));
    }

    /** A text; or, with the packages' ids, a list that starts with it. */
    private static void requirement(JsonParser parser, Listed listed) throws IOException {
        String reference = JsonFile.texts(parser).stream().findFirst().orElse("");
        Reference.tell(reference, listed);
    }

    private static void node(JsonParser parser, Listed listed) throws IOException {
        String[] reference = {""};
        boolean[] leftOut = {false};
        JsonFile.fields(parser, field -> {
            switch (field) {
                case "ref", "pref" -> {
                    String text = JsonFile.text(parser);
                    reference[0] = reference[0].isEmpty() ? text : reference[0];
                }
                case "context" -> leftOut[0] |= JsonFile.text(parser).equals("build");
                case "path" -> leftOut[0] |= !JsonFile.text(parser).isEmpty();
                default -> parser.skipChildren();
            }
        });
        if (!leftOut[0] && reference[0].indexOf('/') > 0) {
            Reference.tell(reference[0], listed);
        }
    }
}
