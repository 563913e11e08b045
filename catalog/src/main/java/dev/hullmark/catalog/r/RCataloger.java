package dev.hullmark.catalog.r;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Listed;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import java.util.List;

/**
 * Installed R packages: a {@code DESCRIPTION} with the field {@code Built}, which R writes when it installs one. Packages
 * of priority {@code base} are R itself and not on CRAN.
 */
public final class RCataloger implements Cataloger {
    @Override
    public String name() {
        return "r";
    }

    @Override
    public String covers() {
        return PackageType.CRAN.purlType();
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        return entry.isNamed("DESCRIPTION") && entry.path().indexOf('/') > 0;
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        String name = "";
        String version = "";
        String licence = "";
        boolean built = false;
        boolean base = false;
        ByteLines lines = Listed.lines(content, Limits.DESCRIPTION);
        while (lines.next()) {
            int colon = lines.indexOf(':', 0);
            if (colon <= 0 || lines.at(0) <= ' ') {
                continue; // goes on with the field before
            }
            switch (lines.text(0, colon)) {
                case "Package" -> name = lines.text(colon + 1);
                case "Version" -> version = lines.text(colon + 1);
                case "License" -> licence = lines.text(colon + 1);
                case "Priority" -> base = lines.text(colon + 1).equals("base");
                case "Built" -> built = true;
                default -> {}
            }
        }
        if (built && !base && !name.isEmpty()) {
            new Listed(PackageType.CRAN, entry, sink).add(name, version, List.of(licence));
        }
    }
}
