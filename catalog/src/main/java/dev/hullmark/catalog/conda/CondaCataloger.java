package dev.hullmark.catalog.conda;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.JsonFile;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Listed;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import java.util.List;

/** What conda, mamba or pixi installed into an environment: {@code conda-meta/NAME-VERSION-BUILD.json}. */
public final class CondaCataloger implements Cataloger {
    private static final String FOLDER = "conda-meta";

    @Override
    public String name() {
        return "conda";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        String path = entry.path();
        int slash = path.lastIndexOf('/');
        int start = slash - FOLDER.length();
        return start >= 0
                && path.endsWith(".json")
                && path.startsWith(FOLDER, start)
                && (start == 0 || path.charAt(start - 1) == '/')
                && entry.hasContent();
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        String[] name = {""};
        String[] version = {""};
        String[] licence = {""};
        JsonFile.read(
                content,
                Limits.LISTING,
                parser -> JsonFile.fields(parser, field -> {
                    switch (field) {
                        case "name" -> name[0] = JsonFile.text(parser);
                        case "version" -> version[0] = JsonFile.text(parser);
                        case "license" -> licence[0] = JsonFile.text(parser);
                        default -> parser.skipChildren();
                    }
                }));
        if (!name[0].isEmpty() || !version[0].isEmpty()) {
            new Listed(PackageType.CONDA, entry, sink).add(name[0], version[0], List.of(licence[0]));
        }
    }
}
