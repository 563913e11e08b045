package dev.hullmark.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of an OCI layout's directory. Symbolic links are followed: some build tools make the blobs of them. */
final class DirectoryMembers implements Members {
    private final Path directory;
    private final Map<String, LayerBlob.Region> open = new HashMap<>();

    DirectoryMembers(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<LayerBlob.Region> find(String name) throws IOException {
        LayerBlob.Region known = open.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        FileIdentity identity = FileIdentity.of(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        LayerBlob.Region region = new LayerBlob.Region(channel, 0, channel.size(), identity);
        open.put(name, region);
        return Optional.of(region);
    }

    @Override
    public String whyAbsent() {
        return "its bytes are not in the layout";
    }

    @Override
    public void close() throws IOException {
        for (LayerBlob.Region region : open.values()) {
            region.channel().close();
        }
        open.clear();
    }
}
