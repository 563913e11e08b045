package dev.hullmark.catalog.rust;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Listed;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;

/**
 * {@code Cargo.lock}, in the form cargo itself writes: tables {@code [[package]]} with a line for each of name, version
 * and source. One without a source is the workspace's own. It does not tell which crates are for development.
 */
public final class CargoLockCataloger implements Cataloger {
    @Override
    public String name() {
        return "cargo-lock";
    }

    @Override
    public String covers() {
        return PackageType.CARGO.purlType();
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
        return entry.isNamed("Cargo.lock");
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Listed listed = new Listed(PackageType.CARGO, entry, sink);
        ByteLines lines = Listed.lines(content, Limits.LISTING);
        Crate crate = new Crate();
        while (lines.next()) {
            String line = lines.text(0);
            if (line.startsWith("[") && !line.equals("]")) {
                crate.tell(listed);
                crate = new Crate();
                crate.ofPackage = line.equals("[[package]]");
                continue;
            }
            int equals = line.indexOf(" = \"");
            if (equals > 0 && line.endsWith("\"") && line.length() > equals + 4) {
                crate.set(line.substring(0, equals), line.substring(equals + 4, line.length() - 1));
            }
        }
        crate.tell(listed);
    }

    private static final class Crate {
        private boolean ofPackage;
        private String name = "";
        private String version = "";
        private boolean foreign;

        void set(String field, String value) {
            switch (field) {
                case "name" -> name = value;
                case "version" -> version = value;
                case "source" -> foreign = true;
                default -> {}
            }
        }

        void tell(Listed listed) {
            if (ofPackage && foreign) {
                listed.add(name, version);
            }
        }
    }
}
