package dev.hullmark.catalog.java;

import java.util.Optional;

/** The group id that a repository's folders tell: Maven's ({@code .m2/repository}) or Gradle's cache. */
final class RepositoryPath {
    private static final String MAVEN = "repository/";
    private static final String GRADLE = "/files-2.1/";

    private RepositoryPath() {}

    /**
     * @param path of the jar, without what is inside archives
     * @return the group, when the folders above the jar name this artifact and version
     */
    static Optional<String> group(String path, String artifact, String version) {
        int gradle = path.indexOf(GRADLE);
        if (gradle >= 0) {
            // files-2.1/GROUP/ARTIFACT/VERSION/HASH/FILE
            int start = gradle + GRADLE.length();
            int end = path.indexOf('/', start);
            return end > start && path.startsWith("/" + artifact + "/" + version + "/", end)
                    ? valid(path.substring(start, end))
                    : Optional.empty();
        }
        int folder = path.lastIndexOf('/');
        String tail = "/" + artifact + "/" + version;
        int start = path.lastIndexOf(MAVEN, Math.max(0, folder - tail.length()));
        if (start < 0 || folder < 0 || !path.startsWith(tail, folder - tail.length())) {
            return Optional.empty();
        }
        int from = start + MAVEN.length();
        int to = folder - tail.length();
        return from < to ? valid(path.substring(from, to).replace('/', '.')) : Optional.empty();
    }

    private static Optional<String> valid(String group) {
        return Coordinates.isId(group) ? Optional.of(group) : Optional.empty();
    }
}
