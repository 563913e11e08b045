package dev.hullmark.image;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Subject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A root directory, as an image of one layer: this machine's, a container's, an unpacked file system's. */
final class DirectoryImage implements Image {
    private static final Layer LAYER = new Layer(new LayerInfo(-1, "", ""), Optional.empty());

    private final Subject subject;
    private final Path root;
    private final OpenOptions options;

    private DirectoryImage(Subject subject, Path root, OpenOptions options) {
        this.subject = subject;
        this.root = root;
        this.options = options;
    }

    static DirectoryImage open(Path directory, OpenOptions options) {
        if (!Files.isDirectory(directory)) {
            throw new ImageException(
                    Files.exists(directory)
                            ? directory + " is no directory."
                            : "There is nothing at " + directory + ".");
        }
        try {
            Path root = directory.toRealPath();
            if (!Files.isReadable(root) || !Files.isExecutable(root)) {
                throw new AccessDeniedException(directory.toString());
            }
            return new DirectoryImage(new Subject("directory", directory.toString(), "", "dir"), root, options);
        } catch (IOException e) {
            throw new ImageException(directory + " can't be read: " + Errors.reason(e) + ".", e);
        }
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public Optional<ImageConfig> config() {
        return Optional.empty();
    }

    @Override
    public List<Layer> layers() {
        return List.of(LAYER);
    }

    @Override
    public List<Coverage> gaps() {
        return List.of();
    }

    @Override
    public <V extends LayerVisitor> Map<Layer, Reading<V>> read(Collection<Layer> wanted, Supplier<V> newVisitor) {
        if (!wanted.contains(LAYER)) {
            return Map.of();
        }
        V visitor = newVisitor.get();
        new DirectoryWalk(root, visitor, options.progress()).walk();
        return Map.of(LAYER, new Reading<>(visitor, List.of()));
    }

    @Override
    public void close() {
        // Every file is closed as soon as it was read.
    }
}
