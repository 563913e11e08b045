package dev.hullmark.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Which file this is and in what state: the name under which a layer may be remembered that was passed over unhashed.
 *
 * @param path the file
 * @param text {@code DEVICE:INODE:SIZE:MTIME:CTIME}, times in nanoseconds; "" where the system does not tell
 */
record FileIdentity(Path path, String text) {
    /** Longer than a file system's clock stands still: a file changed later than this shows another time. */
    private static final long CLOCK_TICK_MS = 20;

    /** Looks at a file; waits for the clock's next tick if the file has just been written. */
    static FileIdentity of(Path path) {
        String text = stat(path, true);
        return new FileIdentity(path, text);
    }

    /** Whether the file is still the same, unchanged. */
    boolean holds() {
        return !text.isEmpty() && stat(path, false).equals(text);
    }

    /** The identity of what begins at {@code offset}; empty where the system does not tell. */
    Optional<String> at(long offset) {
        return text.isEmpty() ? Optional.empty() : Optional.of("file:" + text + ":" + offset);
    }

    private static String stat(Path path, boolean wait) {
        try {
            Map<String, Object> all =
                    Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,ctime", new LinkOption[0]);
            if (!(all.get("ctime") instanceof FileTime changed)
                    || !(all.get("lastModifiedTime") instanceof FileTime modified)) {
                return "";
            }
            long age = System.currentTimeMillis() - changed.toMillis();
            if (wait && age >= 0 && age < CLOCK_TICK_MS) {
                Thread.sleep(CLOCK_TICK_MS - age);
            }
            return all.get("dev") + ":" + all.get("ino") + ":" + all.get("size") + ":"
                    + modified.to(TimeUnit.NANOSECONDS) + ":" + changed.to(TimeUnit.NANOSECONDS);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
