package dev.hullmark.catalog;

import dev.hullmark.model.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leaves out what lock files declare. In a source tree nothing is installed yet, and a lock file is the best there is to
 * judge; in an image or a system it tells what somebody once wanted, which may never have been installed, while what is
 * installed is found by itself.
 */
final class Declared {
    private final Set<String> declaring = new TreeSet<>();
    private final Set<String> leftOut = new TreeSet<>();

    Declared(List<Cataloger> catalogers) {
        for (Cataloger c : catalogers) {
            if (c.declares()) {
                declaring.add(c.name());
            }
        }
    }

    /** The layers without what is only declared. */
    List<LayerFacts> without(List<LayerFacts> layers) {
        List<LayerFacts> kept = new ArrayList<>(layers.size());
        for (LayerFacts layer : layers) {
            kept.add(without(layer));
        }
        return kept;
    }

    private LayerFacts without(LayerFacts layer) {
        List<FileFacts> files = new ArrayList<>(layer.files().size());
        for (FileFacts file : layer.files()) {
            if (declaring.contains(file.cataloger())) {
                leftOut.add(file.path());
            } else {
                files.add(file);
            }
        }
        return files.size() == layer.files().size() ? layer : layer.withFiles(files);
    }

    /** What was left out, so that nobody takes it for judged. */
    List<Coverage> coverage() {
        if (leftOut.isEmpty()) {
            return List.of();
        }
        String first = leftOut.iterator().next();
        String reason = leftOut.size() == 1
                ? "1 lock file tells what was wanted, not what is installed: /" + first
                : leftOut.size() + " lock files tell what was wanted, not what is installed; the first: /" + first;
        return List.of(
                new Coverage("declared", Coverage.Status.NOT_APPLICABLE, reason + " (--declared counts them too)"));
    }

    /** Whether these layers are a system, in which packages are installed. */
    static boolean isSystem(List<LayerFacts> layers) {
        for (LayerFacts layer : layers) {
            for (FileFacts file : layer.files()) {
                if (file.distribution().isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }
}
