package dev.hullmark.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The members of a tar that holds an image; one that came compressed is unpacked to a temporary file first. */
final class TarMembers implements Members {
    private final FileChannel channel;
    private final Map<String, LayerBlob.Region> files = new HashMap<>();
    private final Map<String, String> symlinks = new HashMap<>();
    private boolean cutOff;

    private TarMembers(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws ImageException when this is no tar from its start on */
    static TarMembers open(Path path, OpenOptions options) throws IOException {
        FileIdentity identity = FileIdentity.of(path);
        TarMembers members = new TarMembers(channel(path, options));
        try {
            members.index(identity, path);
            return members;
        } catch (IOException | RuntimeException e) {
            members.close();
            throw e;
        }
    }

    /**
     * The members of a tar that lies in a file of ours, closed with them.
     *
     * @param from where it came from, for messages
     */
    static TarMembers of(FileChannel channel, Path from) throws IOException {
        TarMembers members = new TarMembers(channel);
        members.index(new FileIdentity(from, ""), from);
        return members;
    }

    /** Whether an uncompressed tar is an OCI archive that is not Docker's as well. */
    static boolean isOciArchive(Path path) throws IOException {
        try (TarMembers members = new TarMembers(FileChannel.open(path, StandardOpenOption.READ))) {
            members.index(new FileIdentity(path, ""), path);
            return !members.files.containsKey("manifest.json")
                    && (members.files.containsKey("oci-layout") || members.files.containsKey("index.json"));
        }
    }

    private void index(FileIdentity identity, Path path) throws IOException {
        TarReader tar = new TarReader(new ChannelInput(channel, 0, channel.size()));
        int count = 0;
        try {
            while (tar.next()) {
                if (++count > Limits.ARCHIVE_MEMBERS) {
                    throw new ImageException(path + " holds more than " + Limits.ARCHIVE_MEMBERS
                            + " files: it is no image archive; scan a root file system as dir:PATH.");
                }
                Entry entry = tar.entry();
                if (entry.isFile()) {
                    files.put(entry.path(), new LayerBlob.Region(channel, tar.dataAt(), entry.size(), identity));
                } else if (entry.type() == Entry.Type.SYMLINK) {
                    // Old engines save a layer once and link to it, from inside one directory to inside another.
                    symlinks.put(entry.path(), EntryPaths.child(EntryPaths.parent(entry.path()), entry.linkTarget()));
                } else if (entry.type() == Entry.Type.HARD_LINK) {
                    symlinks.put(entry.path(), entry.linkTarget());
                }
            }
        } catch (TarException e) {
            if (count == 0) {
                throw new ImageException(path + " is no tar archive, or a damaged one; save the image again.", e);
            }
            cutOff = true;
        }
    }

    private static FileChannel channel(Path path, OpenOptions options) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(Compression.HEAD);
        }
        Compression compression = Compression.of(head);
        return compression == Compression.NONE
                ? FileChannel.open(path, StandardOpenOption.READ)
                : unpack(path, compression, options);
    }

    private static FileChannel unpack(Path path, Compression compression, OpenOptions options) throws IOException {
        ReadGuard guard =
                new ReadGuard(options.progress(), "unpacking the archive", Files.size(path), options.budget());
        FileChannel file = TemporaryFile.open(options.temporary());
        try (PackedStream packed = new PackedStream(Files.newInputStream(path), "sha256", guard);
                InputStream in = new UnpackedStream(compression.unpack(packed), packed, guard)) {
            byte[] buffer = new byte[256 * 1024];
            long size = 0;
            int read = in.read(buffer, 0, buffer.length);
            while (read >= 0) {
                TemporaryFile.write(options.temporary(), file, ByteBuffer.wrap(buffer, 0, read), size);
                size += read;
                read = in.read(buffer, 0, buffer.length);
            }
            return file;
        } catch (TarException e) {
            file.close();
            throw new ImageException("The archive " + path + " " + e.getMessage() + "; save the image again.", e);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Optional<LayerBlob.Region> find(String name) {
        String path = SymlinkResolver.resolve(EntryPaths.normalise(name), link -> {
            String target = symlinks.getOrDefault(link, "");
            return target.isEmpty() ? "" : "/" + target;
        });
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public String whyAbsent() {
        return cutOff ? "its bytes are not in the archive, which is cut off" : "its bytes are not in the archive";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
