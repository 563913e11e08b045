package dev.hullmark.catalog.ruby;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Listed;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;

/**
 * {@code Gemfile.lock}: in the sections GEM and GIT, what is indented by four under {@code specs:}. PATH is the
 * application's own. It does not tell which gems are for development.
 */
public final class GemfileLockCataloger implements Cataloger {
    @Override
    public String name() {
        return "gem-lock";
    }

    @Override
    public String covers() {
        return PackageType.GEM.purlType();
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
        return entry.isNamed("Gemfile.lock", "gems.locked");
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Listed listed = new Listed(PackageType.GEM, entry, sink);
        ByteLines lines = Listed.lines(content, Limits.LISTING);
        boolean gems = false;
        while (lines.next()) {
            if (lines.length() == 0) {
                continue;
            }
            if (lines.at(0) != ' ') {
                String section = lines.text(0);
                gems = section.equals("GEM") || section.equals("GIT") || section.equals("PLUGIN SOURCE");
            } else if (gems && indent(lines) == 4) {
                spec(lines.text(4), listed);
            }
        }
    }

    /** {@code nokogiri (1.15.0-x86_64-linux)}: a gem's version has no dash, so what follows one is the platform. */
    private static void spec(String spec, Listed listed) {
        int open = spec.indexOf(" (");
        int close = spec.indexOf(')', open + 2);
        if (open <= 0 || close < 0) {
            listed.add("", "");
            return;
        }
        String version = spec.substring(open + 2, close);
        int dash = version.indexOf('-');
        listed.add(spec.substring(0, open), dash > 0 ? version.substring(0, dash) : version);
    }

    private static int indent(ByteLines lines) {
        int indent = 0;
        while (indent < lines.length() && lines.at(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}
