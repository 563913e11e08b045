package dev.hullmark.posture.image;

import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.posture.Outcome;
import dev.hullmark.posture.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checks of an image: CIS Docker Benchmark 1.6.0, section 4, and what the lists of good practice ask for. Pure over an
 * inventory, so a stored image is judged again without being read. CIS 4.8 is the rules about permissions, 4.10 those
 * about secrets.
 */
public final class ImageRules {
    private ImageRules() {}

    private static final List<ImageCheck> ALL = Stream.of(
                    UserChecks.ALL, ConfigChecks.ALL, HistoryChecks.ALL, ProgramChecks.ALL, ManualChecks.ALL)
            .flatMap(List::stream)
            .toList();

    /** What a rule finds something in, and what it does not, as lines of a Dockerfile. */
    public record Example(String fails, String passes) {}

    public static List<Rule> rules() {
        return ALL.stream().map(ImageCheck::rule).toList();
    }

    /** Empty when there is no such rule, or a person decides it. */
    public static Optional<Example> example(String id) {
        return ALL.stream()
                .filter(check -> check.rule().id().equals(id) && !check.fails().isEmpty())
                .map(check -> new Example(check.fails(), check.passes()))
                .findFirst();
    }

    public static List<Outcome> check(Inventory inventory) {
        List<Outcome> outcomes = new ArrayList<>(ALL.size());
        for (ImageCheck check : ALL) {
            outcomes.add(judge(check, inventory));
        }
        return outcomes;
    }

    private static Outcome judge(ImageCheck check, Inventory inventory) {
        if (inventory.config().isEmpty()) {
            return Outcome.notApplicable(check.rule(), "it is no image, or its configuration is not told");
        }
        ImageConfig config = inventory.config().get();
        return config.os().equals("windows")
                ? Outcome.notApplicable(check.rule(), "it is an image of Windows")
                : check.judge().of(check.rule(), inventory, config);
    }
}
