package dev.hullmark.posture.privilege;

import dev.hullmark.model.Inventory;
import dev.hullmark.model.Program;
import dev.hullmark.model.RunSettings;
import dev.hullmark.model.SpecialFile;
import dev.hullmark.posture.KnownPrograms;
import dev.hullmark.posture.image.EffectiveUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lines to append to the last stage of the image's Dockerfile. {@code RUN} stands there only when the image has what it
 * calls; what an image without a shell can't do for itself is a warning that says how the build can.
 */
final class DockerfilePatch {
    private final Inventory inventory;
    private final EffectiveUser user;
    private final RunSettings settings;
    private final Set<String> volumes;
    private final List<String> warnings;

    DockerfilePatch(
            Inventory inventory, EffectiveUser user, RunSettings settings, Set<String> volumes, List<String> warnings) {
        this.inventory = inventory;
        this.user = user;
        this.settings = settings;
        this.volumes = volumes;
        this.warnings = warnings;
    }

    List<String> lines(List<Reason> reasons) {
        List<String> commands = new ArrayList<>();
        boolean root = user.status() == EffectiveUser.Status.ROOT;
        if (root && !settings.user().isEmpty()) {
            own(commands);
        }
        takeBits(commands);
        List<String> lines = new ArrayList<>();
        if (!commands.isEmpty()) {
            if (!root) {
                lines.add("USER 0:0");
            }
            commands.forEach(command -> lines.add("RUN " + command));
        }
        boolean said = user.status() == EffectiveUser.Status.USER && user.numeric();
        // A Dockerfile without USER leaves it to a base nobody looked into: then it is said here.
        boolean says =
                user.status() != EffectiveUser.Status.UNKNOWN || user.written().isEmpty();
        if (!settings.user().isEmpty() && (!said || !lines.isEmpty()) && says) {
            lines.add("USER " + settings.user());
        } else if (!lines.isEmpty() && !root) {
            lines.add("USER " + user.written());
        }
        if (reasons.stream().anyMatch(r -> r.kind() == Reason.Kind.LOW_PORT && r.blocks())) {
            lines.add("# for Kubernetes: let the program listen on 8080 (EXPOSE 8080), and map 80 to it");
        }
        return lines;
    }

    /** What must be writable belongs to the new user. */
    private void own(List<String> commands) {
        Set<String> own = new TreeSet<>(volumes);
        for (String path : settings.writablePaths()) {
            if (!path.equals("/tmp") && !path.equals("/run")) {
                own.add(path);
            }
        }
        if (own.isEmpty()) {
            return;
        }
        StringBuilder paths = new StringBuilder();
        own.forEach(path -> paths.append(' ').append(Quoted.shell(path)));
        if (has("sh") && has("chown") && has("mkdir")) {
            commands.add("mkdir -p" + paths + " && chown -R " + settings.user() + paths);
        } else {
            warnings.add("the image has no shell to chown with: give these to " + settings.user()
                    + " where the build copies them (COPY --chown=" + settings.user() + "):" + paths);
        }
        if (!volumes.isEmpty()) {
            warnings.add("a chown counts only before VOLUME: with the classic builder, move that RUN above it");
        }
    }

    private void takeBits(List<String> commands) {
        // As root for a while, only who knows whom to be again.
        boolean back = !settings.user().isEmpty()
                || user.status() == EffectiveUser.Status.ROOT
                || Quoted.isReference(user.written());
        for (SpecialFile file : inventory.facts().specialFiles()) {
            String path = file.evidence().path();
            if (file.setuid() && file.uid() == 0 && !KnownPrograms.has(path)) {
                if (has("sh") && has("chmod") && back && Quoted.isPath(path)) {
                    commands.add("chmod u-s " + Quoted.shell(path));
                } else {
                    warnings.add("take the setuid bit away where the build copies it (COPY --chmod=0755): " + path);
                }
            }
        }
    }

    private boolean has(String program) {
        return inventory.facts().programs().stream()
                .anyMatch(p -> p.kind() == Program.Kind.INSTALLED && p.name().equals(program));
    }
}
