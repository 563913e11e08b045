package dev.hullmark.catalog.php;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.JsonFile;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Listed;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import tools.jackson.core.JsonToken;

/**
 * What Composer installed: {@code composer/installed.json} in the vendor directory, whatever that is called; an object
 * since Composer 2, a bare list before. Development packages count as well: they are there.
 */
public final class ComposerCataloger implements Cataloger {
    @Override
    public String name() {
        return "composer";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        return entry.isNamed("composer/installed.json");
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Listed listed = new Listed(PackageType.COMPOSER, entry, sink);
        JsonFile.read(content, Limits.LISTING, parser -> {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                ComposerPackages.read(parser, listed);
                return;
            }
            JsonFile.fields(parser, field -> {
                if (field.equals("packages")) {
                    ComposerPackages.read(parser, listed);
                } else {
                    parser.skipChildren();
                }
            });
        });
    }
}
