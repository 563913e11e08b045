package dev.hullmark.catalog;

import dev.hullmark.model.Confidence;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.SourcePackage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * {@link LayerFacts} as bytes: magic, format, CRC-32 of the rest, then the fields in the order of the records. Packages
 * are stored as found: without layer and distribution.
 */
final class LayerFactsCodec {
    private LayerFactsCodec() {}

    /** Raised with every change of the layout or of what the core of this room keeps of a layer. */
    static final int FORMAT = 5;

    private static final int MAGIC = 0x484D4C46;
    private static final int HEADER = 12;

    static byte[] encode(LayerFacts facts) {
        FactsWriter out = new FactsWriter();
        out.number(facts.files().size());
        for (FileFacts file : facts.files()) {
            file(out, file);
        }
        out.paths(facts.names());
        out.paths(facts.directories());
        out.paths(facts.removed());
        out.paths(facts.opaque());
        out.number(facts.gaps().size());
        for (Coverage gap : facts.gaps()) {
            out.text(gap.what());
            out.text(gap.status().name());
            out.text(gap.reason());
        }
        OtherFactsCodec.write(out, facts.noted());
        byte[] body = out.bytes();
        CRC32 crc = new CRC32();
        crc.update(body);
        return ByteBuffer.allocate(HEADER + body.length)
                .putInt(MAGIC)
                .putInt(FORMAT)
                .putInt((int) crc.getValue())
                .put(body)
                .array();
    }

    /** @throws IOException for anything {@link #encode} did not make */
    static LayerFacts decode(byte[] bytes) throws IOException {
        if (bytes.length < HEADER) {
            throw new IOException("is cut off");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        CRC32 crc = new CRC32();
        crc.update(bytes, HEADER, bytes.length - HEADER);
        if (header.getInt() != MAGIC || header.getInt() != FORMAT || header.getInt() != (int) crc.getValue()) {
            throw new IOException("is of another format, or damaged");
        }
        FactsReader in = new FactsReader(bytes, HEADER, bytes.length);
        int count = in.count();
        List<FileFacts> files = new ArrayList<>(Math.min(count, 1 << 16));
        for (int i = 0; i < count; i++) {
            files.add(file(in));
        }
        PathSet names = in.paths();
        PathSet directories = in.paths();
        PathSet removed = in.paths();
        PathSet opaque = in.paths();
        int gapCount = in.count();
        List<Coverage> gaps = new ArrayList<>();
        for (int i = 0; i < gapCount; i++) {
            gaps.add(new Coverage(in.text(), one(Coverage.Status.class, in.text()), in.text()));
        }
        Facts noted = OtherFactsCodec.facts(in);
        if (!in.atEnd()) {
            throw new IOException("goes on after its end");
        }
        return new LayerFacts(files, names, directories, removed, opaque, gaps, noted);
    }

    private static void file(FactsWriter out, FileFacts file) {
        out.text(file.path());
        out.text(file.cataloger());
        out.number(file.packages().size());
        for (Package p : file.packages()) {
            writePackage(out, p);
        }
        out.number(file.distribution().isPresent() ? 1 : 0);
        if (file.distribution().isPresent()) {
            Distribution d = file.distribution().get();
            out.text(d.id());
            out.text(d.versionId());
            out.text(d.codename());
            out.text(d.prettyName());
            out.text(d.idLike());
        }
        out.number(file.owned().size());
        for (FileFacts.Owned owned : file.owned()) {
            out.text(owned.packageName());
            out.paths(owned.paths());
        }
        texts(out, file.gaps());
        texts(out, file.unnamed());
        OtherFactsCodec.write(out, file.facts());
    }

    private static FileFacts file(FactsReader in) throws IOException {
        String path = in.text();
        String cataloger = in.text();
        int packageCount = in.count();
        List<Package> packages = new ArrayList<>(Math.min(packageCount, 1 << 16));
        for (int i = 0; i < packageCount; i++) {
            packages.add(readPackage(in));
        }
        Optional<Distribution> distribution = in.number() == 0
                ? Optional.empty()
                : Optional.of(new Distribution(in.text(), in.text(), in.text(), in.text(), in.text()));
        int ownedCount = in.count();
        List<FileFacts.Owned> owned = new ArrayList<>(Math.min(ownedCount, 1 << 16));
        for (int i = 0; i < ownedCount; i++) {
            owned.add(new FileFacts.Owned(in.text(), in.paths()));
        }
        List<String> gaps = texts(in);
        List<String> unnamed = texts(in);
        return new FileFacts(path, cataloger, packages, distribution, owned, gaps, unnamed, OtherFactsCodec.facts(in));
    }

    private static void writePackage(FactsWriter out, Package p) {
        out.text(p.type().name());
        out.text(p.name());
        out.text(p.version());
        out.text(p.namespace());
        out.number(p.qualifiers().size());
        for (Map.Entry<String, String> q : p.qualifiers().entrySet()) {
            out.text(q.getKey());
            out.text(q.getValue());
        }
        out.number(p.source().isPresent() ? 1 : 0);
        if (p.source().isPresent()) {
            out.text(p.source().get().name());
            out.text(p.source().get().version());
        }
        texts(out, p.licences());
        out.text(p.confidence().name());
        out.number(p.evidence().size());
        for (Evidence e : p.evidence()) {
            out.text(e.path());
        }
    }

    private static Package readPackage(FactsReader in) throws IOException {
        PackageType type = one(PackageType.class, in.text());
        String name = in.text();
        String version = in.text();
        String namespace = in.text();
        int qualifierCount = in.count();
        Map<String, String> qualifiers = qualifierCount == 0 ? Map.of() : new TreeMap<>();
        for (int i = 0; i < qualifierCount; i++) {
            qualifiers.put(in.text(), in.text());
        }
        Optional<SourcePackage> source =
                in.number() == 0 ? Optional.empty() : Optional.of(new SourcePackage(in.text(), in.text()));
        List<String> licences = texts(in);
        Confidence confidence = one(Confidence.class, in.text());
        int evidenceCount = in.count();
        List<Evidence> evidence = new ArrayList<>(Math.min(evidenceCount, 1 << 10));
        for (int i = 0; i < evidenceCount; i++) {
            evidence.add(Evidence.of(in.text()));
        }
        return new Package(type, name, version, namespace, qualifiers, source, licences, confidence, "", evidence);
    }

    private static void texts(FactsWriter out, List<String> texts) {
        out.number(texts.size());
        for (String text : texts) {
            out.text(text);
        }
    }

    private static List<String> texts(FactsReader in) throws IOException {
        int count = in.count();
        if (count == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(Math.min(count, 1 << 10));
        for (int i = 0; i < count; i++) {
            texts.add(in.text());
        }
        return texts;
    }

    static <E extends Enum<E>> E one(Class<E> kind, String name) throws IOException {
        try {
            return Enum.valueOf(kind, name);
        } catch (IllegalArgumentException e) {
            throw new IOException("names a kind that does not exist", e);
        }
    }
}
