package dev.hullmark.model;

import java.util.List;
import java.util.Map;

/**
 * What an image's configuration says (OCI image-spec, config.md). Facts only; the checks read them later without the
 * image.
 *
 * @param os {@code linux}
 * @param architecture {@code amd64}, with {@code /v7} for a variant
 * @param created RFC 3339 text, or ""
 * @param user {@code User} as written, or ""
 * @param env {@code NAME=value}
 * @param entrypoint the entry point's words
 * @param cmd the command's words
 * @param workingDir or ""
 * @param exposedPorts {@code 80/tcp}
 * @param volumes mount points
 * @param labels by name
 * @param healthcheck the test's words; empty when there is none
 * @param history the build steps that made a layer or did not, oldest first
 */
public record ImageConfig(
        String os,
        String architecture,
        String created,
        String user,
        List<String> env,
        List<String> entrypoint,
        List<String> cmd,
        String workingDir,
        List<String> exposedPorts,
        List<String> volumes,
        Map<String, String> labels,
        List<String> healthcheck,
        List<Step> history) {

    /**
     * One build step.
     *
     * @param createdBy the command, or ""
     * @param emptyLayer whether it made no layer
     */
    public record Step(String createdBy, boolean emptyLayer) {}

    public ImageConfig {
        env = List.copyOf(env);
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        exposedPorts = List.copyOf(exposedPorts);
        volumes = List.copyOf(volumes);
        labels = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(labels));
        healthcheck = List.copyOf(healthcheck);
        history = List.copyOf(history);
    }
}
