package dev.hullmark.catalog.elf;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.JsonFile;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import dev.hullmark.catalog.zip.RandomBytes;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.SourcePackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonToken;

/**
 * The distribution's source package that an executable or library was built from, as Fedora and others write it into every
 * ELF file. Where a package database lists it the note says nothing new, and the merge drops it.
 */
public final class ElfNoteCataloger implements Cataloger {
    public static final String NAME = "elf-note";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String covers() {
        return "distribution";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        if (entry.type() == Entry.Type.FILE
                ? entry.size() < Limits.ELF_SMALLEST
                : entry.type() != Entry.Type.HARD_LINK) {
            return false;
        }
        String path = entry.path();
        return entry.executable()
                || path.endsWith(".so")
                || path.indexOf(".so.", Math.max(0, path.lastIndexOf('/'))) > 0;
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        Optional<String> note = PackageNote.find(RandomBytes.of(content));
        if (note.isEmpty()) {
            return;
        }
        Map<String, String> fields = fields(note.get());
        PackageType type;
        switch (fields.getOrDefault("type", "")) {
            case "deb" -> type = PackageType.DEB;
            case "rpm" -> type = PackageType.RPM;
            case "apk" -> type = PackageType.APK;
            default -> {
                return; // of a distribution that is not known here
            }
        }
        String name = fields.getOrDefault("name", "");
        String version = fields.getOrDefault("version", "");
        if (!Texts.isWord(name, Limits.TEXT) || !Texts.isWord(version, Limits.TEXT)) {
            sink.unnamed("its package note lacks a name or version");
            return;
        }
        Map<String, String> qualifiers = new TreeMap<>();
        if (Texts.isWord(fields.getOrDefault("architecture", ""), Limits.TEXT)) {
            qualifiers.put("arch", fields.getOrDefault("architecture", ""));
        }
        Package found = new Package(
                type,
                name,
                version,
                "",
                qualifiers,
                Optional.of(new SourcePackage(name, version)),
                List.of(),
                Confidence.HIGH,
                "",
                List.of(Evidence.of("/" + entry.path())));
        sink.found(distribution(fields).map(found::in).orElse(found));
    }

    /** Whose package it is: {@code os} and {@code osVersion}, else the CPE: {@code cpe:/o:fedoraproject:fedora:33}. */
    private static Optional<Distribution> distribution(Map<String, String> fields) {
        String id = fields.getOrDefault("os", "").toLowerCase(Locale.ROOT);
        String version = fields.getOrDefault("osVersion", "");
        String cpe = fields.getOrDefault("osCpe", "");
        if (id.isEmpty()) {
            String[] parts = cpe.split(":", -1);
            int product = cpe.startsWith("cpe:/o:") ? 3 : cpe.startsWith("cpe:2.3:o:") ? 4 : parts.length;
            id = product < parts.length ? parts[product] : "";
            version = product + 1 < parts.length ? parts[product + 1] : "";
            id = id.equals("amazon_linux") ? "amzn" : id;
        }
        return Texts.isWord(id, Limits.TEXT) && (version.isEmpty() || Texts.isWord(version, Limits.TEXT))
                ? Optional.of(new Distribution(id, version, "", "", ""))
                : Optional.empty();
    }

    /** The object's members that are texts. */
    private static Map<String, String> fields(String note) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        byte[] json = note.strip().getBytes(StandardCharsets.UTF_8);
        try {
            JsonFile.readObject(
                    new ByteArrayInputStream(json),
                    parser -> JsonFile.fields(parser, name -> {
                        if (parser.currentToken() == JsonToken.VALUE_STRING) {
                            fields.putIfAbsent(name, parser.getString());
                        } else {
                            parser.skipChildren();
                        }
                    }));
        } catch (IOException e) {
            throw new IOException("its package note " + e.getMessage(), e);
        }
        return fields;
    }
}
