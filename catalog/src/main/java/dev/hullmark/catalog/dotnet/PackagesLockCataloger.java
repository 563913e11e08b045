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
 * {@code packages.lock.json}: what NuGet resolved for each target framework. It does not tell which packages are for
 * building only.
 */
public final class PackagesLockCataloger implements Cataloger {
    @Override
    public String name() {
        return "nuget-lock";
    }

    @Override
    public String covers() {
        return PackageType.NUGET.purlType();
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
        return entry.isNamed("packages.lock.json");
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Listed listed = new Listed(PackageType.NUGET, entry, sink);
        JsonFile.read(
                content,
                Limits.LISTING,
                parser -> JsonFile.field(
                        parser,
                        "dependencies",
                        all -> JsonFile.fields(
                                all, framework -> JsonFile.fields(all, name -> one(name, all, listed)))));
    }

    private static void one(String name, JsonParser parser, Listed listed) throws IOException {
        String[] type = {""};
        String[] resolved = {""};
        JsonFile.fields(parser, field -> {
            switch (field) {
                case "type" -> type[0] = JsonFile.text(parser);
                case "resolved" -> resolved[0] = JsonFile.text(parser);
                default -> parser.skipChildren();
            }
        });
        if (!type[0].equalsIgnoreCase("Project")) {
            listed.add(name, resolved[0]);
        }
    }
}
