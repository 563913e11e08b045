package dev.hullmark.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Placeholder. */
final class ArchiveMembers {
    private ArchiveMembers() {}

    static boolean isOciArchive(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            TarReader tar = new TarReader(new ChannelInput(channel, 0, channel.size()));
            boolean oci = false;
            for (int i = 0; i < Limits.ARCHIVE_MEMBERS && tar.next(); i++) {
                switch (tar.entry().path()) {
                    case "manifest.json" -> {
                        return false;
                    }
                    case "oci-layout", "index.json" -> oci = true;
                    default -> {}
                }
            }
            return oci;
        }
    }
}
