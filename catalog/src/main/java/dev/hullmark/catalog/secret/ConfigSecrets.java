package dev.hullmark.catalog.secret;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The credentials of an image's configuration (variables, build steps with their arguments, commands, labels), and the
 * configuration with masks in their place: nothing that is made of it later can tell them.
 *
 * @param config masked
 * @param layers with masked build steps
 * @param secrets what was masked, each once
 */
public record ConfigSecrets(Optional<ImageConfig> config, List<LayerInfo> layers, List<Secret> secrets) {

    /** Looks and masks. */
    public static ConfigSecrets mask(Optional<ImageConfig> config, List<LayerInfo> layers) {
        Masking masking = new Masking();
        Optional<ImageConfig> masked = config.map(masking::config);
        List<LayerInfo> steps = new ArrayList<>(layers.size());
        for (LayerInfo layer : layers) {
            String step = masking.text(layer.createdBy());
            Evidence evidence = new Evidence("", layer.diffId(), layer.index(), step, 0);
            masking.settle(evidence);
            steps.add(new LayerInfo(layer.index(), layer.diffId(), step));
        }
        return new ConfigSecrets(masked, steps, masking.secrets);
    }

    private static final class Masking {
        private final List<Secret> secrets = new ArrayList<>();
        private final List<Secret> found = new ArrayList<>();

        ImageConfig config(ImageConfig c) {
            List<ImageConfig.Step> history = new ArrayList<>(c.history().size());
            List<String> env = texts(c.env(), "ENV");
            List<String> entrypoint = texts(c.entrypoint(), "ENTRYPOINT");
            List<String> cmd = texts(c.cmd(), "CMD");
            List<String> healthcheck = texts(c.healthcheck(), "HEALTHCHECK");
            Map<String, String> labels = new TreeMap<>();
            for (Map.Entry<String, String> label : c.labels().entrySet()) {
                labels.put(label.getKey(), text(label.getValue()));
                settle(new Evidence("", "", -1, "LABEL " + label.getKey(), 0));
            }
            for (ImageConfig.Step step : c.history()) {
                String masked = text(step.createdBy());
                if (step.emptyLayer()) {
                    settle(new Evidence("", "", -1, masked, 0));
                } else {
                    found.clear(); // told with its layer
                }
                history.add(new ImageConfig.Step(masked, step.emptyLayer()));
            }
            return new ImageConfig(
                    c.os(),
                    c.architecture(),
                    c.created(),
                    c.user(),
                    env,
                    entrypoint,
                    cmd,
                    c.workingDir(),
                    c.exposedPorts(),
                    c.volumes(),
                    labels,
                    healthcheck,
                    history);
        }

        private List<String> texts(List<String> texts, String where) {
            List<String> masked = new ArrayList<>(texts.size());
            for (String text : texts) {
                masked.add(text(text));
                settle(new Evidence("", "", -1, where, 0));
            }
            return masked;
        }

        /**
         * The text with masks; what was found waits for {@link #settle}. Asked again until nothing is found: a mask ends
         * the word beside it, which may be a token now. Each mask is shorter than what it hides, so that this ends.
         */
        String text(String text) {
            String before = text;
            String masked = once(before);
            while (masked.length() < before.length()) {
                before = masked;
                masked = once(before);
            }
            return masked;
        }

        private String once(String text) {
            if (text.length() < 8) {
                return text;
            }
            Scanned scanned = Scanned.of(text, FileKind.CONFIG);
            List<SecretScan.Hit> hits = SecretScan.hits(scanned, true);
            if (hits.isEmpty()) {
                return text;
            }
            StringBuilder masked = new StringBuilder();
            int at = 0;
            for (SecretScan.Hit hit : hits) {
                found.add(SecretScan.secret(scanned, hit, hits, Evidence.of("")));
                if (hit.from() > at) {
                    masked.append(scanned.text(at, hit.from()));
                }
                masked.append(Secret.MASK);
                at = Math.max(at, end(scanned, hit.to()));
            }
            return masked.append(scanned.text(at, scanned.length())).toString();
        }

        /** A password may go on where its matcher stopped: no part of it is left. */
        private static int end(Scanned text, int to) {
            int end = to;
            while (end < text.length() && text.at(end) > ' ') {
                end++;
            }
            return end;
        }

        /** The same variable stands in the environment and in the step that set it: told once. */
        void settle(Evidence evidence) {
            for (Secret secret : found) {
                boolean told = secrets.stream()
                        .anyMatch(s ->
                                s.rule().equals(secret.rule()) && s.excerpt().equals(secret.excerpt()));
                if (!told) {
                    secrets.add(secret.seen(evidence, false));
                }
            }
            found.clear();
        }
    }
}
