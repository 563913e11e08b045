package dev.hullmark.posture.image;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * An instruction of the Dockerfile, as the image's history has it: {@code /bin/sh -c #(nop) ADD …} and
 * {@code /bin/sh -c apt-get …} of the classic builder and Buildah, {@code ADD … # buildkit} and
 * {@code RUN |1 A=b /bin/sh -c … # buildkit} of BuildKit.
 *
 * @param instruction {@code RUN}, {@code ADD} …
 * @param words what follows it; of {@code RUN} the command
 * @param evidence the layer that it made, when it made one
 */
record BuildStep(String instruction, String words, Evidence evidence) {
    private static final String SHELL = "/bin/sh -c ";
    private static final String NOP = "#(nop)";
    private static final String BUILDKIT = "# buildkit";

    /** The steps of the image, oldest first. */
    static List<BuildStep> of(Inventory inventory, ImageConfig config) {
        long layers = config.history().stream().filter(s -> !s.emptyLayer()).count();
        boolean fits = layers == inventory.layers().size();
        List<BuildStep> steps = new ArrayList<>();
        int layer = 0;
        for (ImageConfig.Step step : config.history()) {
            Evidence evidence = new Evidence("", "", -1, step.createdBy(), 0);
            if (fits && !step.emptyLayer()) {
                LayerInfo info = inventory.layers().get(layer++);
                evidence = evidence.in(info);
            }
            steps.add(parse(step.createdBy(), evidence));
        }
        return steps;
    }

    private static BuildStep parse(String createdBy, Evidence evidence) {
        String text = createdBy.strip();
        if (text.endsWith(BUILDKIT)) {
            text = text.substring(0, text.length() - BUILDKIT.length()).strip();
        }
        int shell = text.indexOf(SHELL);
        boolean run = text.startsWith("RUN ") || text.startsWith("|") || shell == 0;
        if (run) {
            String command =
                    shell < 0 ? text.substring(Math.min(4, text.length())) : text.substring(shell + SHELL.length());
            if (!command.strip().startsWith(NOP)) {
                return new BuildStep("RUN", command.strip(), evidence);
            }
            text = command.strip().substring(NOP.length()).strip();
        }
        int blank = text.indexOf(' ');
        return blank < 0
                ? new BuildStep(text, "", evidence)
                : new BuildStep(
                        text.substring(0, blank), text.substring(blank + 1).strip(), evidence);
    }

    /** Whether it is the base's root file system, which {@code ADD} alone can unpack. */
    boolean isBase() {
        return evidence.layerIndex() <= 0;
    }

    boolean has(String... texts) {
        for (String text : texts) {
            if (words.contains(text)) {
                return true;
            }
        }
        return false;
    }
}
