package dev.hullmark.posture.dockerfile;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which stage a name or number means. */
final class Stages {
    private final Map<String, Stage> byName = new HashMap<>();
    private final List<Stage> all;

    Stages(Dockerfile file) {
        file.stages().forEach(stage -> byName.putIfAbsent(stage.from().name().toLowerCase(Locale.ROOT), stage));
        byName.remove("");
        this.all = file.stages();
    }

    Optional<Stage> find(String name) {
        int number = number(name);
        return number >= 0 && number < all.size()
                ? Optional.of(all.get(number))
                : Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    private static int number(String name) {
        boolean number = !name.isEmpty() && name.length() < 6 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(name) : -1;
    }

    /** What is wrong with {@code --from=NAME} in this stage, or "": a name that is no stage's is an image's. */
    String problem(String name, Stage in) {
        int number = number(name);
        Optional<Stage> stage = find(name);
        if (number >= 0 && number > in.index()) {
            return ": there are " + all.size() + " stages, and it must be one before its own";
        }
        if (stage.isEmpty() || stage.get().index() < in.index()) {
            return "";
        }
        return stage.get().index() == in.index() ? " names its own stage" : " names a stage that comes later";
    }
}
