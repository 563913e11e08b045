package dev.hullmark.catalog.pub;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Listed;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;

/**
 * {@code pubspec.lock}, in the fixed form pub writes: under {@code packages:} a name indented by two, its fields by four.
 * Packages of the SDK and of this machine are not from pub; direct development dependencies are left out (what only they
 * need, the file does not tell).
 */
public final class PubCataloger implements Cataloger {
    @Override
    public String name() {
        return "pub";
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
        return entry.isNamed("pubspec.lock");
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Listed listed = new Listed(PackageType.PUB, entry, sink);
        ByteLines lines = Listed.lines(content, Limits.LISTING);
        boolean packages = false;
        Fields one = new Fields("");
        while (lines.next()) {
            int indent = indent(lines);
            int colon = lines.indexOf(':', indent);
            if (indent == lines.length() || colon < 0 || lines.at(indent) == '#') {
                continue;
            }
            String field = bare(lines.text(indent, colon));
            if (indent == 0) {
                one.tell(listed);
                one = new Fields("");
                packages = field.equals("packages");
            } else if (packages && indent == 2) {
                one.tell(listed);
                one = new Fields(field);
            } else if (packages && indent == 4) {
                one.set(field, bare(lines.text(colon + 1)));
            }
        }
        one.tell(listed);
    }

    private static int indent(ByteLines lines) {
        int indent = 0;
        while (indent < lines.length() && lines.at(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private static String bare(String text) {
        int last = text.length() - 1;
        boolean quoted = last > 0 && (text.charAt(0) == '"' || text.charAt(0) == '\'');
        return quoted && text.charAt(last) == text.charAt(0) ? text.substring(1, last) : text;
    }

    private static final class Fields {
        private final String name;
        private String version = "";
        private boolean ofPub;
        private boolean development;

        Fields(String name) {
            this.name = name;
        }

        void set(String field, String value) {
            switch (field) {
                case "version" -> version = value;
                case "source" -> ofPub = value.equals("hosted") || value.equals("git");
                case "dependency" -> development = value.equals("direct dev");
                default -> {}
            }
        }

        void tell(Listed listed) {
            if (!name.isEmpty() && ofPub && !development) {
                listed.add(name, version);
            }
        }
    }
}
