package dev.hullmark.posture.host;

import dev.hullmark.posture.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the host's files, bounded; what could not be seen is remembered, by path, with why. Never writes. */
final class HostFiles {
    private final Path root;
    private final Map<String, String> gaps = new LinkedHashMap<>();

    HostFiles(Path root) {
        this.root = root;
    }

    Map<String, String> gaps() {
        return gaps;
    }

    /** What lies at an absolute path; empty when nothing does, or when it can't be seen, which is a gap then. */
    Optional<FileFact> stat(String path) {
        try {
            String real = real(path);
            Map<String, Object> a = Files.readAttributes(at(real), "unix:mode,uid,gid,owner,group,isDirectory");
            int mode = (Integer) a.getOrDefault("mode", 0);
            return Optional.of(new FileFact(
                    path,
                    real,
                    Boolean.TRUE.equals(a.get("isDirectory")),
                    (mode & 0170000) == 0100000,
                    mode,
                    (Integer) a.getOrDefault("uid", -1),
                    (Integer) a.getOrDefault("gid", -1),
                    String.valueOf(a.get("owner")),
                    String.valueOf(a.get("group"))));
        } catch (IOException | InvalidPathException e) {
            gap(path, e);
            return Optional.empty();
        }
    }

    /** When it was last written; empty when it isn't there or can't be seen. */
    Optional<Instant> modified(String path) {
        try {
            return Optional.of(Files.getLastModifiedTime(at(path)).toInstant());
        } catch (IOException | InvalidPathException e) {
            gap(path, e);
            return Optional.empty();
        }
    }

    boolean exists(String path) {
        return stat(path).isPresent();
    }

    /** The beginning of a file as text; empty when it isn't there or can't be read, which is a gap then. */
    Optional<String> text(String path) {
        return text(path, Limits.HOST_FILE);
    }

    Optional<String> text(String path, int bytes) {
        try (InputStream in = Files.newInputStream(at(path))) {
            byte[] read = in.readNBytes(bytes + 1);
            if (read.length > bytes) {
                gaps.put(path, "it is larger than " + bytes + " bytes, and only its beginning was read");
            }
            return Optional.of(new String(read, 0, Math.min(read.length, bytes), StandardCharsets.UTF_8));
        } catch (IOException | InvalidPathException e) {
            gap(path, e);
            return Optional.empty();
        }
    }

    /** The names in a directory, sorted. */
    List<String> names(String path, int most) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(at(path))) {
            for (Path entry : entries) {
                if (names.size() == most) {
                    gaps.put(path, "it has more than " + most + " entries");
                    break;
                }
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            gap(path, e);
        }
        names.sort(null);
        return names;
    }

    /** Where a link leads, or "". */
    String target(String path) {
        try {
            return Files.readSymbolicLink(at(path)).toString();
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }

    /** A path with its links followed as the host follows them, as far as they can be seen. */
    String real(String path) {
        Deque<String> ahead = new ArrayDeque<>(List.of(path.split("/")));
        Deque<String> behind = new ArrayDeque<>();
        int hops = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (name.equals("..")) {
                behind.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                behind.add(name);
                String link = hops < Limits.LINK_HOPS ? target("/" + String.join("/", behind)) : "";
                if (!link.isEmpty()) {
                    hops++;
                    behind.removeLast();
                    if (link.startsWith("/")) {
                        behind.clear();
                    }
                    List.of(link.split("/")).reversed().forEach(ahead::push);
                }
            }
        }
        return "/" + String.join("/", behind);
    }

    private Path at(String path) {
        return root.resolve(path.startsWith("/") ? path.substring(1) : path);
    }

    private void gap(String path, Exception e) {
        switch (e) {
            case NoSuchFileException missing -> {}
            case AccessDeniedException denied -> gaps.put(path, "no permission to see it");
            default -> {
                String said = String.valueOf(e.getMessage());
                // A path through a file, or a process that ended while it was looked at.
                if (!said.contains("Not a directory") && !said.contains("No such process")) {
                    gaps.put(path, "it can't be read: " + said);
                }
            }
        }
    }
}
