package dev.hullmark.catalog.php;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.JsonFile;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Listed;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;

/** {@code composer.lock}, without {@code packages-dev}. */
public final class ComposerLockCataloger implements Cataloger {
    @Override
    public String name() {
        return "composer-lock";
    }

    @Override
    public String covers() {
        return PackageType.COMPOSER.purlType();
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
        return entry.isNamed("composer.lock");
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Listed listed = new Listed(PackageType.COMPOSER, entry, sink);
        JsonFile.read(
                content,
                Limits.LISTING,
                parser -> JsonFile.field(parser, "packages", packages -> ComposerPackages.read(packages, listed)));
    }
}
