package dev.hullmark.catalog.python;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import dev.hullmark.catalog.zip.Budget;
import dev.hullmark.catalog.zip.DirectoryCursor;
import dev.hullmark.catalog.zip.RandomBytes;
import dev.hullmark.catalog.zip.Zip;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Installed Python distributions: wheels ({@code *.dist-info/METADATA}), and eggs as a folder, a single file or a zip
 * ({@code *.egg-info}, {@code *.egg-info/PKG-INFO}, {@code *.egg}, {@code *.egg/EGG-INFO/PKG-INFO}). Names are
 * normalised (PEP 503).
 */
public final class PythonCataloger implements Cataloger {
    private static final String EGG = ".egg";
    private static final String EGG_INFO = ".egg-info";
    private static final String INSIDE_EGG = "EGG-INFO/PKG-INFO";
    private static final String[] ENDINGS = {
        ".dist-info/METADATA", ".egg-info/PKG-INFO", ".egg/EGG-INFO/PKG-INFO", EGG_INFO, EGG
    };

    @Override
    public String name() {
        return "python";
    }

    @Override
    public String covers() {
        return PackageType.PYPI.purlType();
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        if (entry.type() != Entry.Type.FILE && entry.type() != Entry.Type.HARD_LINK) {
            return false;
        }
        String path = entry.path();
        for (String ending : ENDINGS) {
            if (path.endsWith(ending)) {
                int before = path.length() - ending.length() - 1;
                return before >= 0 && path.charAt(before) != '/';
            }
        }
        return false;
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        String path = "/" + entry.path();
        if (path.endsWith(EGG)) {
            egg(content, path, sink);
        } else {
            found(Metadata.parse(Headers.of(RandomBytes.of(content))), path, sink);
        }
    }

    private static void egg(Content content, String path, Sink sink) throws IOException {
        Zip zip = Zip.open(RandomBytes.of(content), Budget.of(content.size(), 1));
        DirectoryCursor entry = zip.entries();
        while (entry.next()) {
            if (entry.nameStartsWith(INSIDE_EGG) && entry.member().name().equals(INSIDE_EGG)) {
                byte[] info = zip.prefix(entry.member(), Limits.PYTHON_HEADERS);
                found(Metadata.parse(Headers.of(RandomBytes.of(info))), path + "!/" + INSIDE_EGG, sink);
                return;
            }
        }
        sink.gap("holds no " + INSIDE_EGG);
    }

    private static void found(Metadata metadata, String path, Sink sink) {
        String name = normalised(metadata.name());
        if (name.isEmpty() || !Texts.isWord(metadata.version(), Limits.TEXT)) {
            sink.unnamed("names no Python distribution with a version");
            return;
        }
        sink.found(new Package(
                PackageType.PYPI,
                name,
                metadata.version(),
                "",
                Map.of(),
                Optional.empty(),
                metadata.licences(),
                Confidence.CERTAIN,
                "",
                List.of(Evidence.of(path))));
    }

    /** The name as PEP 503 normalises it; "" when it is none (PEP 508: letters, digits and {@code -_.}). */
    static String normalised(String name) {
        StringBuilder normalised = new StringBuilder(name.length());
        boolean separator = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '-' || c == '_' || c == '.') {
                separator = true;
            } else if (c < 128 && Character.isLetterOrDigit(c)) {
                if (separator && !normalised.isEmpty()) {
                    normalised.append('-');
                }
                separator = false;
                normalised.append(c);
            } else {
                return "";
            }
        }
        return name.length() > Limits.TEXT ? "" : normalised.toString().toLowerCase(Locale.ROOT);
    }
}
