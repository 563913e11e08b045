package dev.hullmark.engine;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What lies at a path of a container (HEAD /containers/NAME/archive).
 *
 * @param size in bytes
 * @param mode permission bits with setuid, setgid and sticky (07777)
 * @param linkTarget of a symbolic link, else ""
 */
public record PathStat(Type type, long size, int mode, String linkTarget) {
    public enum Type {
        FILE,
        DIRECTORY,
        SYMLINK,
        OTHER
    }

    // Go's os.FileMode, which the header carries.
    private static final long GO_DIRECTORY = 1L << 31;
    private static final long GO_SYMLINK = 1L << 27;
    private static final long GO_SETUID = 1L << 23;
    private static final long GO_SETGID = 1L << 22;
    private static final long GO_STICKY = 1L << 20;
    /** Device, pipe, socket, character device, irregular. */
    private static final long GO_OTHER = 1L << 26 | 1L << 25 | 1L << 24 | 1L << 21 | 1L << 19;

    /** Of the header {@code X-Docker-Container-Path-Stat}: base64 of JSON; empty when it is neither. */
    static Optional<PathStat> parse(String header) {
        JsonNode stat;
        try {
            stat = Json.parse(Base64.getDecoder().decode(header.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
        long go = stat.path("mode").asLong(-1);
        if (go < 0) {
            return Optional.empty();
        }
        Type type = Type.FILE;
        if ((go & GO_DIRECTORY) != 0) {
            type = Type.DIRECTORY;
        } else if ((go & GO_SYMLINK) != 0) {
            type = Type.SYMLINK;
        } else if ((go & GO_OTHER) != 0) {
            type = Type.OTHER;
        }
        int mode = (int) (go & 0777)
                | ((go & GO_SETUID) != 0 ? 04000 : 0)
                | ((go & GO_SETGID) != 0 ? 02000 : 0)
                | ((go & GO_STICKY) != 0 ? 01000 : 0);
        long size = Math.max(0, stat.path("size").asLong(0));
        return Optional.of(new PathStat(type, size, mode, Json.text(stat, "linkTarget")));
    }
}
