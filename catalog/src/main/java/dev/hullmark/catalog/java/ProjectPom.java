package dev.hullmark.catalog.java;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.lock.Declarations;
import dev.hullmark.model.Confidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dependencies a project's {@code pom.xml} declares, as far as the file alone tells: versions come from itself, its
 * properties and its dependencyManagement. Neither its parent nor what the dependencies need is in it; that is said.
 * Dependencies of profiles, plugins and tests are left out.
 */
final class ProjectPom {
    /** A dependency as written; fields it lacks are "". */
    private record Dependency(String group, String artifact, String version, String scope) {
        static Dependency of(Map<String, String> fields) {
            return new Dependency(
                    fields.getOrDefault("groupId", ""),
                    fields.getOrDefault("artifactId", ""),
                    fields.getOrDefault("version", ""),
                    fields.getOrDefault("scope", ""));
        }
    }

    private final PomValues values = new PomValues();
    private final List<Dependency> dependencies = new ArrayList<>();
    private final List<Dependency> managed = new ArrayList<>();
    private final Map<String, String> fields = new HashMap<>();

    private ProjectPom() {}

    /** @throws IOException when it is no XML */
    static void read(byte[] bytes, Declarations into) throws IOException {
        ProjectPom pom = new ProjectPom();
        PomXml.read(bytes, "it", pom::end);
        pom.tell(into);
    }

    private void end(String[] path, int depth, String text) {
        values.keep(path, depth, text);
        boolean own = depth >= 3 && path[1].equals("dependencies") && path[2].equals("dependency");
        boolean managing = depth >= 4
                && path[1].equals("dependencyManagement")
                && path[2].equals("dependencies")
                && path[3].equals("dependency");
        int at = own ? 3 : 4;
        if (!own && !managing) {
            return;
        }
        if (depth == at + 1 && text.length() <= PomValues.TEXT) {
            fields.putIfAbsent(path[at], text);
        } else if (depth == at) {
            List<Dependency> list = own ? dependencies : managed;
            if (list.size() < Limits.PACKAGES_PER_FILE) {
                list.add(Dependency.of(fields));
            }
            fields.clear();
        }
    }

    private void tell(Declarations into) {
        Map<String, Dependency> rules = new HashMap<>();
        for (Dependency m : managed) {
            rules.putIfAbsent(values.filled(m.group()) + ":" + values.filled(m.artifact()), m);
        }
        boolean any = false;
        for (Dependency d : dependencies) {
            String group = values.filled(d.group());
            String artifact = values.filled(d.artifact());
            Dependency rule = rules.getOrDefault(group + ":" + artifact, d);
            String scope = values.filled(d.scope().isEmpty() ? rule.scope() : d.scope());
            if (!scope.equals("test")) {
                any = true;
                tell(group, artifact, exact(values.filled(d.version().isEmpty() ? rule.version() : d.version())), into);
            }
        }
        if (any) {
            into.unnamed("tells what the project itself asks for, not what that needs in turn");
        }
    }

    private static void tell(String group, String artifact, String version, Declarations into) {
        Coordinates found = new Coordinates(group, artifact, version, Confidence.CERTAIN);
        if (found.plausible()) {
            into.found(found.name(), version);
        } else if (Coordinates.isId(artifact)) {
            into.open(Coordinates.isId(group) ? found.name() : artifact);
        } else {
            into.unusable();
        }
    }

    /** {@code [1.2]} allows 1.2 alone; other ranges and {@code LATEST} no one version. */
    private static String exact(String version) {
        if (version.equals("LATEST") || version.equals("RELEASE")) {
            return "";
        }
        boolean range = version.startsWith("[") || version.startsWith("(");
        if (!range) {
            return version;
        }
        boolean one = version.startsWith("[") && version.endsWith("]") && version.indexOf(',') < 0;
        return one ? version.substring(1, version.length() - 1).strip() : "";
    }
}
