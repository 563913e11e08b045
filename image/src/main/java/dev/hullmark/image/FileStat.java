package dev.hullmark.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What the system says of one file, links not followed.
 *
 * @param mode type and permission bits (stat(2))
 * @param modified when its bytes last changed
 */
record FileStat(int mode, int uid, int gid, long size, FileTime modified) {
    private static final int TYPE = 0170000;

    static FileStat of(Path file) throws IOException {
        try {
            Map<String, Object> all =
                    Files.readAttributes(file, "unix:mode,uid,gid,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
            if (all.get("mode") instanceof Integer mode
                    && all.get("uid") instanceof Integer uid
                    && all.get("gid") instanceof Integer gid
                    && all.get("size") instanceof Long size
                    && all.get("lastModifiedTime") instanceof FileTime modified) {
                return new FileStat(mode, uid, gid, size, modified);
            }
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // No Unix: the plain attributes must do.
        }
        BasicFileAttributes plain = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        int type =
                plain.isDirectory() ? 0040000 : plain.isSymbolicLink() ? 0120000 : plain.isRegularFile() ? 0100000 : 0;
        return new FileStat(type | 0644, 0, 0, plain.size(), plain.lastModifiedTime());
    }

    /** Whether this is still the file that was looked at then, unchanged. */
    boolean sameAs(FileStat before) {
        return size == before.size && modified.equals(before.modified);
    }

    Entry.Type type() {
        return switch (mode & TYPE) {
            case 0100000 -> Entry.Type.FILE;
            case 0040000 -> Entry.Type.DIRECTORY;
            case 0120000 -> Entry.Type.SYMLINK;
            default -> Entry.Type.OTHER;
        };
    }

    /** As an entry of this path. */
    Entry entry(String path, String linkTarget) {
        Entry.Type type = type();
        return new Entry(path, type, type == Entry.Type.FILE ? size : 0, mode & 07777, uid, gid, linkTarget, 0);
    }
}
