package dev.hullmark.cli;

import dev.hullmark.model.HullmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where Hullmark keeps its state: below {@code $HULLMARK_HOME}, else in the directories of the XDG Base Directory
 * Specification. Nothing is written anywhere else.
 *
 * @param data the advisory index
 * @param cache what can be made again: inventories of layers, temporary files
 */
record Home(Path data, Path cache) {
    static Home of(Map<String, String> environment) {
        String home = environment.getOrDefault("HULLMARK_HOME", "");
        if (!home.isEmpty()) {
            Path root = Path.of(home).toAbsolutePath();
            return new Home(root.resolve("data"), root.resolve("cache"));
        }
        return new Home(
                xdg(environment, "XDG_DATA_HOME", ".local/share"), xdg(environment, "XDG_CACHE_HOME", ".cache"));
    }

    private static Path xdg(Map<String, String> environment, String name, String usual) {
        // The specification: a relative path is invalid and to be ignored.
        String set = environment.getOrDefault(name, "");
        Path base = set.startsWith("/")
                ? Path.of(set)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), usual);
        return base.resolve("hullmark");
    }

    Path advisories() {
        return data.resolve("advisories");
    }

    Path layers() {
        return cache.resolve("layers");
    }

    /** What was scanned, to be judged again. */
    Path inventories() {
        return data.resolve("inventories");
    }

    /** Temporary files; made when missing. */
    Path temporary() {
        Path directory = cache.resolve("tmp");
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new HullmarkException(
                    "can't create " + directory + " (" + e.getMessage()
                            + "); set HULLMARK_HOME to a writable directory.",
                    e);
        }
    }
}
