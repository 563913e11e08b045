package dev.hullmark.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Times the walk over an image, with a visitor that wants about what a scan wants. Run by hand:
 * {@code java -cp … dev.hullmark.image.WalkTimer TARGET [RUNS]}.
 */
final class WalkTimer {
    private WalkTimer() {}

    public static void main(String[] arguments) throws IOException {
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        for (int i = 0; i < runs; i++) {
            run(arguments[0]);
        }
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            Files.readAllLines(status).stream()
                    .filter(l -> l.startsWith("VmHWM"))
                    .forEach(System.out::println);
        }
    }

    private static void run(String target) {
        long start = System.nanoTime();
        OpenOptions options = OpenOptions.of(Path.of(System.getProperty("java.io.tmpdir")));
        try (Image image = Images.open(Target.parse(target), options)) {
            Map<Layer, Image.Reading<Visitor>> readings = image.read(image.layers(), Visitor::new);
            long ms = (System.nanoTime() - start) / 1_000_000;
            System.out.println(image.subject() + " " + ms + " ms, gaps " + image.gaps());
            readings.forEach(
                    (layer, reading) -> System.out.println("  " + layer.info().index() + " " + reading.visitor() + " "
                            + layer.identity() + " " + reading.identities()));
        }
    }

    /** Wants package databases whole, jars at their ends and executables at their beginnings. */
    private static final class Visitor implements LayerVisitor {
        private final byte[] buffer = new byte[4096];
        private final CRC32 sum = new CRC32();
        private int entries;
        private int files;
        private int gaps;
        private int removed;

        @Override
        public boolean wants(Entry entry) {
            entries++;
            String path = entry.path();
            return path.endsWith(".jar")
                    || path.endsWith("package.json")
                    || path.endsWith("METADATA")
                    || path.startsWith("var/lib/dpkg/")
                    || (entry.isFile() && entry.executable() && entry.size() > 100_000);
        }

        @Override
        public void file(Entry entry, Content content) throws IOException {
            files++;
            if (entry.path().endsWith(".jar")) {
                int read = content.read(Math.max(0, content.size() - buffer.length), buffer, 0, buffer.length);
                sum.update(buffer, 0, read);
            } else if (entry.executable()) {
                sum.update(buffer, 0, content.read(0, buffer, 0, 64));
            } else {
                sum.update(content.bytes(16 << 20));
            }
        }

        @Override
        public void removed(String path) {
            removed++;
        }

        @Override
        public void opaque(String path) {
            removed++;
        }

        @Override
        public void gap(String what, String reason) {
            gaps++;
            if (gaps < 10) {
                System.out.println("gap " + what + ": " + reason);
            }
        }

        @Override
        public String toString() {
            return entries + " entries, " + files + " files, sum " + Long.toHexString(sum.getValue()) + ", " + removed
                    + " removed, " + gaps + " gaps";
        }
    }
}
