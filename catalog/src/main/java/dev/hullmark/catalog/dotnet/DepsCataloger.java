package dev.hullmark.catalog.dotnet;

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
 * {@code *.deps.json}, which the .NET host reads to start a program: the NuGet packages it was published with, and beside
 * the runtime the runtime itself. Of the libraries listed, projects are the program's own and not from NuGet; a
 * self-contained program's runtime is listed as {@code runtimepack.NAME}.
 */
public final class DepsCataloger implements Cataloger {
    private static final String RUNTIME_PACK = "runtimepack.";

    @Override
    public String name() {
        return "dotnet-deps";
    }

    @Override
    public String covers() {
        return PackageType.NUGET.purlType();
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        return entry.path().endsWith(".deps.json") && entry.hasContent();
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Listed listed = new Listed(PackageType.NUGET, entry, sink);
        JsonFile.read(
                content,
                Limits.LISTING,
                parser -> JsonFile.fields(parser, field -> {
                    if (field.equals("libraries")) {
                        JsonFile.fields(parser, library -> library(library, parser, listed));
                    } else {
                        parser.skipChildren();
                    }
                }));
    }

    private static void library(String library, JsonParser parser, Listed listed) throws IOException {
        String[] type = {""};
        JsonFile.fields(parser, field -> {
            if (field.equals("type")) {
                type[0] = JsonFile.text(parser);
            } else {
                parser.skipChildren();
            }
        });
        int slash = library.indexOf('/');
        String name = slash < 0 ? "" : library.substring(0, slash);
        switch (type[0]) {
            case "package" -> listed.add(name, library.substring(slash + 1));
            case "runtimepack" ->
                listed.add(
                        name.startsWith(RUNTIME_PACK) ? name.substring(RUNTIME_PACK.length()) : name,
                        library.substring(slash + 1));
            default -> {}
        }
    }
}
