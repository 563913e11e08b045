package dev.hullmark.image;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.engine.PathChange;
import dev.hullmark.engine.PathStat;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads what a container changed since its image, file by file, and of these only what is wanted. */
final class ContainerChanges {
    /** Taken for any file's size and mode when asking whether its name is wanted at all. */
    private static final int SOME_SIZE = (int) Limits.MIB;

    private final EngineClient engine;
    private final String container;
    private final OpenOptions options;

    ContainerChanges(EngineClient engine, String container, OpenOptions options) {
        this.engine = engine;
        this.container = container;
        this.options = options;
    }

    void read(LayerVisitor visitor) {
        Gaps gaps = new Gaps(visitor, "layer:container");
        List<PathChange> changes = engine.changes(container);
        int asked = 0;
        for (int i = 0; i < changes.size(); i++) {
            options.progress()
                    .report("reading change " + (i + 1) + " of " + changes.size() + " of the container", 0, 0);
            PathChange change = changes.get(i);
            String path = EntryPaths.normalise(change.path());
            if (path.isEmpty() || path.equals(EntryPaths.REFUSED)) {
                continue;
            }
            if (change.kind() == PathChange.Kind.DELETED) {
                visitor.removed(path);
            } else if (visitor.wants(new Entry(path, Entry.Type.FILE, SOME_SIZE, 0755, 0, 0, "", 0))) {
                if (++asked > Limits.CONTAINER_FILES) {
                    gaps.whole("the container changed more than " + Limits.CONTAINER_FILES + " files worth reading");
                    break;
                }
                file(path, visitor, gaps);
            }
        }
        gaps.finish();
    }

    private void file(String path, LayerVisitor visitor, Gaps gaps) {
        Optional<PathStat> stat = engine.stat(container, "/" + path);
        if (stat.isEmpty()) {
            return; // It is gone again: the container runs.
        }
        String source = stat.get().type() == PathStat.Type.SYMLINK ? stat.get().linkTarget() : "/" + path;
        if (stat.get().type() == PathStat.Type.DIRECTORY || !source.startsWith("/")) {
            return;
        }
        try (InputStream in = engine.archiveOf(container, source)) {
            StreamInput input = new StreamInput(in, options.temporary());
            TarReader tar = new TarReader(input);
            if (tar.next() && tar.entry().isFile()) {
                Entry found = tar.entry();
                Entry entry = new Entry(
                        path,
                        Entry.Type.FILE,
                        found.size(),
                        found.mode(),
                        found.uid(),
                        found.gid(),
                        "",
                        found.capabilities());
                if (visitor.wants(entry)) {
                    LayerWalk.deliver(visitor, entry, tar.content(), gaps);
                }
            }
            input.release();
        } catch (IOException | RuntimeException e) {
            gaps.file(path, "the engine did not give it: " + Errors.reason(e));
        }
    }
}
