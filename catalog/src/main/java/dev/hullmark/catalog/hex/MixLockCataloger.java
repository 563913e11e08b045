package dev.hullmark.catalog.hex;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Listed;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;

/**
 * {@code mix.lock}: a map with a line for each package, {@code "plug": {:hex, :plug, "1.14.2", …}}. Those from git have no
 * version and are left out. It does not tell which packages are for development.
 */
public final class MixLockCataloger implements Cataloger {
    private static final String HEX = "{:hex, :";

    @Override
    public String name() {
        return "hex-lock";
    }

    @Override
    public String covers() {
        return PackageType.HEX.purlType();
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
        return entry.isNamed("mix.lock");
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Listed listed = new Listed(PackageType.HEX, entry, sink);
        ByteLines lines = Listed.lines(content, Limits.LISTING);
        while (lines.next()) {
            String line = lines.text(0);
            int start = line.indexOf(HEX);
            if (start >= 0) {
                start += HEX.length();
                int comma = line.indexOf(", \"", start);
                int end = comma < 0 ? -1 : line.indexOf('"', comma + 3);
                listed.add(
                        end < 0 ? "" : bare(line.substring(start, comma)),
                        end < 0 ? "" : line.substring(comma + 3, end));
            }
        }
    }

    /** Atoms of unusual form stand in quotes. */
    private static String bare(String atom) {
        int last = atom.length() - 1;
        return last > 1 && atom.charAt(0) == '"' && atom.charAt(last) == '"' ? atom.substring(1, last) : atom;
    }
}
