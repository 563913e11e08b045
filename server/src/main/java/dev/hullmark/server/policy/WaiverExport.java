package dev.hullmark.server.policy;

import dev.hullmark.model.Glob;
import dev.hullmark.model.Waiver;
import dev.hullmark.store.Waivers;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Writes waivers as the file that {@code hullmark scan --waivers} reads. */
final class WaiverExport {
    private static final JsonMapper JSON = new JsonMapper();

    private WaiverExport() {}

    /**
     * @param repository of the image that is to be scanned; "" for none
     * @param digest of the image; "" for none
     */
    static String yaml(List<Waivers.Entry> all, String repository, String digest) {
        StringBuilder yaml = new StringBuilder(
                "# Waivers of the server. Those of layers are not among them: a file can't say that.\n");
        all.stream().filter(w -> holds(w.draft().scope(), repository, digest)).forEach(w -> add(yaml, w));
        return yaml.toString();
    }

    private static boolean holds(Waivers.Scope scope, String repository, String digest) {
        return switch (scope.level()) {
            case ALL -> true;
            case REPOSITORY ->
                !repository.isEmpty()
                        && Arrays.stream(scope.target().split(",")).anyMatch(p -> Glob.matches(p, repository));
            case IMAGE -> scope.target().equals(digest);
            case LAYER -> false;
        };
    }

    private static void add(StringBuilder yaml, Waivers.Entry entry) {
        Waiver w = entry.waiver();
        yaml.append("- id: ").append(quoted(w.id())).append('\n');
        if (!w.packagePattern().isEmpty()) {
            yaml.append("  package: ").append(quoted(w.packagePattern())).append('\n');
        }
        yaml.append("  reason: ").append(quoted(entry.reason())).append('\n');
        yaml.append("  author: ").append(quoted(w.author())).append('\n');
        w.expires().ifPresent(day -> yaml.append("  expires: ").append(day).append('\n'));
    }

    /** A JSON string is a YAML one. */
    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }
}
