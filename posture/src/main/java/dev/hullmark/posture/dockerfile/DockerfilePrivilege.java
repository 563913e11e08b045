package dev.hullmark.posture.dockerfile;

import dev.hullmark.model.Facts;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.image.EffectiveUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the privilege advisor asks of a Dockerfile: the configuration that its last stage makes. Files are not there before
 * it is built, and what the base sets is not known. Pure.
 */
public final class DockerfilePrivilege {
    private DockerfilePrivilege() {}

    /** The image that would be built, as far as the file tells. */
    public static Inventory inventory(Dockerfile file, String path) {
        Stage stage = file.target();
        List<String> ports = new ArrayList<>();
        List<String> volumes = new ArrayList<>();
        for (Stage each : stage.line()) {
            each.all(Instruction.Expose.class).forEach(e -> e.ports().forEach(p -> ports.add(port(p.text()))));
            each.all(Instruction.Volume.class).forEach(v -> v.paths().forEach(p -> volumes.add(p.text())));
        }
        ImageConfig config = new ImageConfig(
                new Build(file, Optional.empty()).windows() ? "windows" : "linux",
                "",
                "",
                written(stage),
                List.of(),
                stage.last(Instruction.Entrypoint.class)
                        .map(e -> words(e.form()))
                        .orElse(List.of()),
                stage.last(Instruction.Cmd.class).map(c -> words(c.form())).orElse(List.of()),
                "",
                ports,
                volumes,
                Map.of(),
                List.of(),
                List.of());
        return new Inventory(
                new Subject("dockerfile", path, "", "dockerfile"),
                Optional.empty(),
                Optional.of(config),
                List.of(),
                List.of(),
                List.of(),
                // Nobody looks for accounts, which are not there yet; entry points are what the file says.
                Map.of(Facts.PROGRAMS, 1),
                Facts.EMPTY);
    }

    /** Who the image would run as: only a number is known before it is built, and root's. */
    public static EffectiveUser user(Dockerfile file, Inventory inventory) {
        String written = written(file.target());
        String base = file.target().line().getFirst().from().image().text();
        boolean known = file.target()
                .last(Instruction.User.class)
                .map(u -> u.user().known())
                .orElse(true);
        if (!known) {
            return unknown(
                    file.target()
                            .last(Instruction.User.class)
                            .map(u -> u.user().written())
                            .orElse(""),
                    "USER is a variable that the file does not set");
        }
        if (file.target().last(Instruction.User.class).isEmpty()) {
            return base.equals("scratch")
                    ? EffectiveUser.of(inventory)
                    : unknown("", "the file sets no USER, so " + base + " decides: scan it to know; most run as root");
        }
        EffectiveUser user = EffectiveUser.of(inventory);
        boolean root = file.target()
                .last(Instruction.User.class)
                .filter(u -> UserRules.isRoot(u.user()))
                .isPresent();
        if (root && user.status() == EffectiveUser.Status.UNKNOWN && !base.equals("scratch")) {
            return new EffectiveUser(
                    EffectiveUser.Status.ROOT,
                    written,
                    0,
                    0,
                    "root",
                    "USER is root, who is uid 0 in any base",
                    List.of());
        }
        return user.status() == EffectiveUser.Status.UNKNOWN
                ? unknown(written, "the number of '" + written + "' is known when the image is built; write a number")
                : user;
    }

    private static EffectiveUser unknown(String written, String reason) {
        return new EffectiveUser(EffectiveUser.Status.UNKNOWN, written, -1, -1, "", reason, List.of());
    }

    private static String written(Stage stage) {
        return stage.last(Instruction.User.class).map(u -> u.user().text()).orElse("");
    }

    private static String port(String text) {
        return text.indexOf('/') < 0 ? text + "/tcp" : text;
    }

    private static List<String> words(Form form) {
        return form.json() ? form.words() : List.of("/bin/sh", "-c", form.text());
    }
}
