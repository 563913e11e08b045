package dev.hullmark.advisories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The distributions outside OSV. */
final class NativeFeeds {
    private static final List<NativeFeed> ALL =
            List.of(new AmazonLinux(), new AzureLinux(), new OracleLinux(), new RedHat());

    private NativeFeeds() {}

    static Optional<NativeFeed> named(String base) {
        for (NativeFeed feed : ALL) {
            if (feed.name().equals(base)) {
                return Optional.of(feed);
            }
        }
        return Optional.empty();
    }

    /** The files in a folder, by feed; in each feed's own folder at any depth. */
    static Map<String, List<Path>> in(Path source) throws IOException {
        Map<String, List<Path>> found = new TreeMap<>();
        for (NativeFeed feed : ALL) {
            Path folder = source.resolve(feed.name());
            if (Files.isDirectory(folder)) {
                List<Path> files = files(feed, folder);
                if (!files.isEmpty()) {
                    found.put(feed.name(), files);
                }
            }
        }
        return found;
    }

    private static List<Path> files(NativeFeed feed, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder, Limits.FOLDER_DEPTH)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (feed.takes(file.getFileName().toString()) && Files.isRegularFile(file)) {
                    files.add(file);
                    if (files.size() > Limits.FEED_FILES) {
                        throw new AdvisoryException(folder + " holds more files than any real feed.");
                    }
                }
            }
        }
        files.sort(null);
        return files;
    }

    /** The feed a single file belongs to, by its name. */
    static Optional<NativeFeed> of(Path file) {
        String name = file.getFileName().toString();
        for (NativeFeed feed : ALL) {
            // What is merely some zip or JSON is told by its folder only.
            if (feed.takes(name) && name.contains(".xml")) {
                return Optional.of(feed);
            }
        }
        return Optional.empty();
    }
}
