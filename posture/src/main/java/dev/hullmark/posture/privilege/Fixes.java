package dev.hullmark.posture.privilege;

import dev.hullmark.model.RunSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * The advised settings, ready to paste: for {@code docker run}, Compose and Kubernetes. Whatever an image says of itself
 * is quoted, or left out.
 *
 * @param image its reference; a word in its place when that could be anything else
 */
public record Fixes(String image, PrivilegeAdvice advice) {
    public Fixes {
        image = Quoted.isReference(image) ? image : "IMAGE";
    }

    private RunSettings settings() {
        return advice.settings();
    }

    /** One command, a line for each option. */
    public List<String> dockerRun() {
        List<String> words = new ArrayList<>();
        if (!settings().user().isEmpty()) {
            words.add("--user " + settings().user());
        }
        words.add("--cap-drop ALL");
        settings().capabilities().forEach(c -> words.add("--cap-add " + c));
        if (settings().noNewPrivileges()) {
            words.add("--security-opt no-new-privileges");
        }
        if (settings().readOnlyRoot()) {
            words.add("--read-only");
        }
        if (settings().lowPorts()) {
            words.add("--sysctl " + RunSettings.LOW_PORTS + "=0");
        }
        scratch().forEach(path -> words.add("--tmpfs " + Quoted.shell(tmpfs(path))));
        advice.data().forEach(path -> words.add("--volume " + Quoted.shell(path)));
        List<String> lines = new ArrayList<>();
        lines.add("docker run \\");
        words.forEach(word -> lines.add("  " + word + " \\"));
        lines.add("  " + image);
        return lines;
    }

    /** A service of a Compose file. */
    public List<String> compose() {
        List<String> lines = new ArrayList<>(List.of("services:", "  app:", "    image: " + Quoted.compose(image)));
        if (!settings().user().isEmpty()) {
            lines.add("    user: " + Quoted.compose(settings().user()));
        }
        lines.add("    cap_drop: [ALL]");
        if (!settings().capabilities().isEmpty()) {
            lines.add("    cap_add: [" + String.join(", ", settings().capabilities()) + "]");
        }
        if (settings().noNewPrivileges()) {
            lines.add("    security_opt: [\"no-new-privileges:true\"]");
        }
        lines.add("    read_only: " + settings().readOnlyRoot());
        if (settings().lowPorts()) {
            lines.add("    sysctls: [\"" + RunSettings.LOW_PORTS + "=0\"]");
        }
        if (!scratch().isEmpty()) {
            lines.add("    tmpfs:");
            scratch().forEach(path -> lines.add("      - " + Quoted.compose(tmpfs(path))));
        }
        if (!advice.data().isEmpty()) {
            lines.add("    volumes:");
            advice.data().forEach(path -> lines.add("      - " + Quoted.compose(path)));
        }
        return lines;
    }

    /** The part of a pod that differs; volumes are empty ones until somebody says what is to be kept. */
    public List<String> kubernetes() {
        List<String> lines = new ArrayList<>(List.of("spec:"));
        if (advice.verdicts().stream()
                        .anyMatch(v ->
                                v.runtime() == Runtime.KUBERNETES && v.answer() != Verdict.Answer.RUNS_WITHOUT_ROOT)
                && advice.reasons().stream().anyMatch(r -> r.kind() == Reason.Kind.LOW_PORT && r.blocks())) {
            lines.add("  securityContext:");
            lines.add("    sysctls:");
            lines.add("      - {name: " + RunSettings.LOW_PORTS + ", value: \"0\"}");
        }
        lines.add("  containers:");
        lines.add("    - name: app");
        lines.add("      image: " + Quoted.yaml(image));
        lines.add("      securityContext:");
        if (!settings().user().isEmpty()) {
            String[] ids = settings().user().split(":", 2);
            lines.add("        runAsNonRoot: true");
            lines.add("        runAsUser: " + ids[0]);
            if (ids.length > 1) {
                lines.add("        runAsGroup: " + ids[1]);
            }
        }
        lines.add("        allowPrivilegeEscalation: " + !settings().noNewPrivileges());
        lines.add("        readOnlyRootFilesystem: " + settings().readOnlyRoot());
        lines.add("        capabilities:");
        lines.add("          drop: [ALL]");
        if (!settings().capabilities().isEmpty()) {
            lines.add("          add: [" + String.join(", ", settings().capabilities()) + "]");
        }
        lines.add("        seccompProfile: {type: RuntimeDefault}");
        List<String> paths = settings().writablePaths();
        if (!paths.isEmpty()) {
            lines.add("      volumeMounts:");
            for (int i = 0; i < paths.size(); i++) {
                lines.add("        - {name: writable-" + i + ", mountPath: " + Quoted.yaml(paths.get(i)) + "}");
            }
            lines.add("  volumes:");
            for (int i = 0; i < paths.size(); i++) {
                if (advice.onVolumes().contains(paths.get(i))) {
                    lines.add("    # starts empty: Docker fills a volume with what the image has at " + paths.get(i));
                }
                lines.add("    - {name: writable-" + i + ", emptyDir: {}}");
            }
        }
        return lines;
    }

    private String tmpfs(String path) {
        String options = settings().tmpfsOptions();
        return options.isEmpty() ? path : path + ":" + options;
    }

    /** Writable paths that are no volumes. */
    private List<String> scratch() {
        return settings().writablePaths().stream()
                .filter(path -> !advice.onVolumes().contains(path))
                .toList();
    }
}
