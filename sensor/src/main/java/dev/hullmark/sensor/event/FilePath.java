package dev.hullmark.sensor.event;

import java.util.List;

/** Turns round what the kernel's walk from a file up to the root wrote. */
final class FilePath {
    private FilePath() {}

    /** @param names from the file upwards; the last may be the root's own, {@code /} */
    static String of(List<String> names) {
        if (names.size() == 1 && !names.getFirst().startsWith("/")) {
            // Without any folder it has no place in a file system: memfd, a pipe.
            return names.getFirst();
        }
        var path = new StringBuilder();
        for (String name : names.reversed()) {
            if (!name.equals("/")) {
                path.append('/').append(name);
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }
}
