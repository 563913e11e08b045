package dev.hullmark.catalog.ruby;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Listed;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Installed gems: {@code specifications/*.gemspec}, and those that come with Ruby in {@code specifications/default}.
 * RubyGems writes these files itself, in one form; the comment {@code # stub: NAME VERSION PLATFORM PATHS} is what it
 * reads first, older ones have only the assignments.
 */
public final class GemCataloger implements Cataloger {
    private static final String STUB = "# stub: ";

    @Override
    public String name() {
        return "gem";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        String path = entry.path();
        if (!path.endsWith(".gemspec") || !entry.hasContent()) {
            return false;
        }
        String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        return folder.endsWith("/specifications")
                || folder.endsWith("/specifications/default")
                || folder.equals("specifications");
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        String name = "";
        String version = "";
        List<String> licences = List.of();
        ByteLines lines = Listed.lines(content, Limits.DESCRIPTION);
        while (lines.next()) {
            String line = lines.text(0);
            if (line.startsWith(STUB) && name.isEmpty()) {
                String[] words = line.substring(STUB.length()).split(" ", 3);
                name = words[0];
                version = words.length > 1 ? words[1] : "";
            } else if (line.startsWith("s.name =") && name.isEmpty()) {
                name = first(texts(line));
            } else if (line.startsWith("s.version =") && version.isEmpty()) {
                version = first(texts(line));
            } else if (line.startsWith("s.licenses =") || line.startsWith("s.license =")) {
                licences = texts(line);
            }
        }
        new Listed(PackageType.GEM, entry, sink).add(name, version, licences);
    }

    private static String first(List<String> texts) {
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    /** What stands in double quotes, or as {@code %q<text>} with any brackets. */
    private static List<String> texts(String line) {
        List<String> texts = new ArrayList<>(1);
        int at = line.indexOf('=') + 1;
        while (texts.size() < Limits.LICENCES) {
            int quote = line.indexOf('"', at);
            int percent = line.indexOf("%q", at);
            boolean quoted = quote >= 0 && (percent < 0 || quote < percent);
            int open = quoted ? quote : percent + 2;
            int end = (quoted || percent >= 0) && open < line.length()
                    ? line.indexOf(closing(line.charAt(open)), open + 1)
                    : -1;
            if (end < 0) {
                break;
            }
            texts.add(line.substring(open + 1, end));
            at = end + 1;
        }
        return texts;
    }

    private static char closing(char open) {
        return switch (open) {
            case '<' -> '>';
            case '{' -> '}';
            case '(' -> ')';
            case '[' -> ']';
            default -> open;
        };
    }
}
