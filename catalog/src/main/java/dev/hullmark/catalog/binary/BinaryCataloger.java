package dev.hullmark.catalog.binary;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.elf.ElfSection;
import dev.hullmark.catalog.zip.RandomBytes;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import java.util.Optional;

/**
 * Well-known programs by marks in their files ({@link Programs}), and Java by the {@code release} file beside it. Only
 * files with a fitting name are read, and of those only ELF files; one that a distribution's package installed is marked
 * as its own when the layers are merged.
 */
public final class BinaryCataloger implements Cataloger {
    @Override
    public String name() {
        return "binary";
    }

    @Override
    public String covers() {
        return PackageType.GENERIC.purlType();
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        boolean file = entry.type() == Entry.Type.FILE;
        if (!file && entry.type() != Entry.Type.HARD_LINK) {
            return false;
        }
        String path = entry.path();
        int name = path.lastIndexOf('/') + 1;
        if (name >= path.length()) {
            return false;
        }
        if (JavaRelease.named(path, name)) {
            return entry.size() <= Limits.RELEASE_FILE_BYTES;
        }
        return (entry.executable() || path.startsWith("lib", name))
                && (!file || entry.size() >= Limits.BINARY_SMALLEST)
                && Programs.named(path).isPresent();
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        String path = entry.path();
        Optional<Program> program = Programs.named(path);
        if (program.isEmpty()) {
            Optional<String> java = JavaRelease.version(content.bytes(Limits.RELEASE_FILE_BYTES));
            java.ifPresent(version -> found("java", version, Confidence.CERTAIN, path, sink));
            return;
        }
        RandomBytes bytes = RandomBytes.of(content);
        if (!isElf(bytes)) {
            return;
        }
        if (bytes.size() > Limits.BINARY_BYTES) {
            sink.gap("is larger than the " + (Limits.BINARY_BYTES >> 20) + " MiB that are searched for its version");
            return;
        }
        Versions.Told told = told(program.get(), bytes, entry.name());
        switch (told.versions().size()) {
            case 0 -> {
                if (!told.elsewhere()) {
                    sink.unnamed("it may be " + told.name() + ", but no mark in it tells the version");
                }
            }
            case 1 -> {
                boolean alone = program.get().marks().getFirst().kind() == Mark.Kind.ALONE;
                Confidence confidence = alone ? Confidence.MEDIUM : Confidence.HIGH;
                found(told.name(), told.versions().first(), confidence, path, sink);
            }
            default ->
                sink.unnamed("it may be " + told.name() + ", but its marks tell several versions: "
                        + told.versions().first() + " and " + told.versions().last());
        }
    }

    /** Compilers put texts into one section, a tenth of the file; the rest is looked at only where they tell nothing. */
    private static Versions.Told told(Program program, RandomBytes bytes, String name) throws IOException {
        Optional<RandomBytes> texts = ElfSection.find(bytes, ".rodata");
        if (texts.isPresent()) {
            Versions.Told told = Versions.read(program, texts.get(), name);
            if (!told.versions().isEmpty()) {
                return told;
            }
        }
        return Versions.read(program, bytes, name);
    }

    private static boolean isElf(RandomBytes bytes) throws IOException {
        byte[] magic = new byte[4];
        return bytes.read(0, magic, 0, 4) == 4
                && magic[0] == 0x7f
                && magic[1] == 'E'
                && magic[2] == 'L'
                && magic[3] == 'F';
    }

    private static void found(String name, String version, Confidence confidence, String path, Sink sink) {
        sink.found(Package.of(PackageType.GENERIC, name, version, "/" + path).withConfidence(confidence));
    }
}
