package dev.hullmark.advisories;

import java.util.List;
import java.util.Optional;

/** Which single files are a whole feed: what is missing from others would pass for gone. */
public final class WholeFeeds {
    private static final String GZIP = ".gz";

    private WholeFeeds() {}

    /**
     * Whether a file holds all of a feed that is judged by, as it is called in a folder that
     * {@link AdvisoryStore#importFrom} takes: {@code Debian/all.zip}, but not {@code Debian:12/all.zip}.
     */
    public static boolean is(String path) {
        if (path.equals(FolderImport.KEV_FILE) || FolderImport.EPSS_FILES.contains(path)) {
            return true;
        }
        int slash = path.indexOf('/');
        String folder = path.substring(0, Math.max(0, slash));
        String name = path.substring(slash + 1);
        if (name.equals(FolderImport.ALL)) {
            return Ecosystems.JUDGED.contains(folder);
        }
        Optional<NativeFeed> feed = NativeFeeds.named(folder);
        return feed.isPresent() && onlyFile(feed.get(), name);
    }

    /** Whether the feed is published as this one file, packed or not. */
    private static boolean onlyFile(NativeFeed feed, String name) {
        List<String> published = feed.published();
        return published.contains(name)
                && published.stream().map(WholeFeeds::unpacked).distinct().count() == 1;
    }

    private static String unpacked(String name) {
        return name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
    }
}
