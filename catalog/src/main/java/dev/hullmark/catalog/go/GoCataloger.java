package dev.hullmark.catalog.go;

import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.Texts;
import dev.hullmark.catalog.zip.RandomBytes;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Confidence;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Go programs and libraries: the modules their build information lists, and the standard library as {@code stdlib} with
 * the version of the Go release that built them; the go command itself as {@code toolchain} too. Asked for every executable of some size, so all others are told apart
 * by their first bytes.
 */
public final class GoCataloger implements Cataloger {
    static final String STANDARD_LIBRARY = "stdlib";

    /** The go command and its kin, which Go's advisories know by this name (go.dev/doc/security/vuln/database). */
    private static final String TOOLCHAIN = "toolchain";

    private static final String GO_ITSELF = "path\tcmd/go\n";

    @Override
    public String name() {
        return "go";
    }

    @Override
    public String covers() {
        return PackageType.GOLANG.purlType();
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public boolean wants(Entry entry) {
        if (entry.type() == Entry.Type.FILE
                ? entry.size() < Limits.GO_SMALLEST
                : entry.type() != Entry.Type.HARD_LINK) {
            return false;
        }
        return entry.executable() || isLibrary(entry.path());
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        RandomBytes bytes = RandomBytes.of(content);
        Optional<Executable> file = executable(bytes);
        Optional<BuildInfo> found = file.isEmpty() ? Optional.empty() : BuildInfo.find(file.get());
        if (found.isEmpty()) {
            return;
        }
        String path = "/" + entry.path();
        standardLibrary(STANDARD_LIBRARY, found.get().goVersion(), path, sink);
        if (found.get().modules().startsWith(GO_ITSELF)) {
            standardLibrary(TOOLCHAIN, found.get().goVersion(), path, sink);
        }
        for (Modules.Module module : Modules.parse(found.get().modules())) {
            boolean sound = Modules.isPath(module.path())
                    && (module.version().isEmpty() || Texts.isWord(module.version(), Limits.TEXT));
            if (sound) {
                found(module.path(), module.version(), module.confidence(), path, sink);
            } else {
                sink.unnamed("its Go build information lists a module that cannot be");
            }
        }
    }

    private static Optional<Executable> executable(RandomBytes bytes) throws IOException {
        byte[] head = new byte[Limits.GO_HEAD];
        int length = bytes.read(0, head, 0, head.length);
        if (length < 64) {
            return Optional.empty();
        }
        head = length == head.length ? head : java.util.Arrays.copyOf(head, length);
        return switch ((head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff)) {
            case 0x7f454c46 -> Elf.read(bytes, head);
            case 0xcffaedfe, 0xcefaedfe, 0xfeedfacf, 0xfeedface -> MachO.read(bytes, head);
            default -> head[0] == 'M' && head[1] == 'Z' ? Pe.read(bytes, head) : Optional.empty();
        };
    }

    /** {@code go1.21.5 X:boringcrypto} is 1.21.5; a development version ({@code devel go1.22-1a2b…}) is none. */
    private static void standardLibrary(String name, String goVersion, String path, Sink sink) {
        int end = goVersion.indexOf(' ');
        String version = end < 0 ? goVersion : goVersion.substring(0, end);
        if (version.startsWith("go1.") && Texts.isWord(version, Limits.TEXT)) {
            found(name, version.substring(2), Confidence.CERTAIN, path, sink);
        } else {
            sink.unnamed("the Go release that built it is not one with a version: " + Texts.line(goVersion, 100));
        }
    }

    private static void found(String name, String version, Confidence confidence, String path, Sink sink) {
        sink.found(new Package(
                PackageType.GOLANG,
                name,
                version,
                "",
                Map.of(),
                Optional.empty(),
                List.of(),
                confidence,
                "",
                List.of(Evidence.of(path))));
    }

    private static boolean isLibrary(String path) {
        return path.endsWith(".so") || path.endsWith(".exe") || path.endsWith(".dylib");
    }
}
