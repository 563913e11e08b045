package dev.hullmark.cli;

import dev.hullmark.fuzz.InputFile;
import dev.hullmark.fuzz.Target;
import java.util.List;

/** The configuration file, which may come with a repository that is not trusted. */
public final class ConfigTargets {
    private ConfigTargets() {}

    public static List<Target> all() {
        return List.of(Target.ofText(
                        "config-file",
                        input -> !ConfigFile.read(InputFile.holding(input, "hullmark.yaml"))
                                .isEmpty(),
                        "gate:\n  fail-on: high\n  kinds: [vulnerability, secret]\n  only-fixed: true\nadvisories:\n  offline: true\n")
                .with("gate:\n", "  fail-on: ", "&a ", "*a", "!!str ", "---\n", "[", "{"));
    }
}
