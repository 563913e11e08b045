package dev.hullmark.catalog;

import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Package;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one cataloger over one file and keeps all it says. */
public final class CatalogerTester {
    private CatalogerTester() {}

    /** All that a cataloger said, in its order; {@code owned} as {@code package path}. */
    public record Said(
            List<Package> packages, List<Distribution> distributions, List<String> owned, List<String> gaps) {
        /** {@code name version}, in the order found. */
        public List<String> namesAndVersions() {
            return packages.stream().map(p -> p.name() + " " + p.version()).toList();
        }
    }

    /** A regular file that everybody may read. */
    public static Entry entry(String path, long size) {
        return entry(path, size, 0644);
    }

    public static Entry entry(String path, long size, int mode) {
        return new Entry(path, Entry.Type.FILE, size, mode, 0, 0, "", 0);
    }

    /**
     * @param path as it stands in the image, without a leading slash
     * @throws AssertionError when the cataloger does not want this file
     * @throws IOException what the cataloger threw
     */
    public static Said run(Cataloger cataloger, String path, byte[] bytes) throws IOException {
        return run(cataloger, entry(path, bytes.length, 0755), new BytesContent(bytes));
    }

    public static Said run(Cataloger cataloger, String path, String text) throws IOException {
        return run(cataloger, path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file on disk, as if it stood at {@code path} in the image. */
    public static Said run(Cataloger cataloger, String path, Path file) throws IOException {
        try (PathContent content = new PathContent(file)) {
            return run(cataloger, entry(path, content.size(), 0755), content);
        }
    }

    public static Said run(Cataloger cataloger, Entry entry, Content content) throws IOException {
        if (!cataloger.wants(entry)) {
            throw new AssertionError(cataloger.name() + " does not want " + entry.path());
        }
        Recorder recorder = new Recorder();
        cataloger.catalog(entry, content, recorder);
        return new Said(recorder.packages, recorder.distributions, recorder.owned, recorder.gaps);
    }

    private static final class Recorder implements Cataloger.Sink {
        private final List<Package> packages = new ArrayList<>();
        private final List<Distribution> distributions = new ArrayList<>();
        private final List<String> owned = new ArrayList<>();
        private final List<String> gaps = new ArrayList<>();

        @Override
        public void found(Package found) {
            packages.add(found);
        }

        @Override
        public void distribution(Distribution distribution) {
            distributions.add(distribution);
        }

        @Override
        public void owns(String packageName, String path) {
            owned.add(packageName + " " + path);
        }

        @Override
        public void gap(String reason) {
            gaps.add(reason);
        }

        @Override
        public void unnamed(String reason) {
            gaps.add(reason);
        }
    }
}
