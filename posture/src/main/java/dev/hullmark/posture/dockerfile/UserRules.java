package dev.hullmark.posture.dockerfile;

import static dev.hullmark.model.Finding.Kind.HARDENING;
import static dev.hullmark.model.Finding.Kind.PRIVILEGE;
import static dev.hullmark.model.Severity.HIGH;
import static dev.hullmark.model.Severity.LOW;
import static dev.hullmark.model.Severity.MEDIUM;
import static dev.hullmark.model.Severity.NEGLIGIBLE;

import dev.hullmark.posture.dockerfile.Instruction.Copy;
import dev.hullmark.posture.dockerfile.Instruction.Expose;
import dev.hullmark.posture.dockerfile.Instruction.User;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who the image runs as, and what a process in it may become. */
final class UserRules {
    private UserRules() {}

    static final List<Check> CHECKS = List.of(
            Check.of(
                            "runs-as-root",
                            PRIVILEGE,
                            HIGH,
                            "the image runs as root",
                            "Create a user and end the last stage with USER and its number, such as USER 10001:10001",
                            "CIS Docker 1.6.0, 4.1",
                            UserRules::root)
                    .ofWhole(),
            Check.of(
                            "user-not-resolvable",
                            PRIVILEGE,
                            HIGH,
                            "USER names somebody an image from scratch does not know: it will not start",
                            "Use a number, USER 10001, or copy an /etc/passwd that has the name",
                            "CIS Docker 1.6.0, 4.1",
                            UserRules::scratch)
                    .ofWhole(),
            Check.of(
                            "user-named",
                            HARDENING,
                            LOW,
                            "USER is a name: Kubernetes can't prove that it is not root",
                            "Use the user's number; runAsNonRoot refuses to start an image whose user is a name",
                            "Kubernetes, runAsNonRoot",
                            UserRules::name)
                    .ofWhole(),
            Check.of(
                    "exposed-low-port",
                    HARDENING,
                    NEGLIGIBLE,
                    "a port below 1024 asks for root or a capability",
                    "Listen on a port from 1024 on and map it: docker run -p 80:8080",
                    "CIS Docker 1.6.0, 5.8",
                    UserRules::port));

    /** Parts of names of images whose makers say that they do not run as root. */
    private static final List<String> ROOTLESS = List.of("nonroot", "rootless", "unprivileged", "cgr.dev/chainguard/");

    static boolean isRoot(Value user) {
        String name = user.text().split(":", -1)[0].strip().toLowerCase(Locale.ROOT);
        return name.equals("root")
                || name.equals("containeradministrator")
                || (!name.isEmpty() && name.chars().allMatch(c -> c == '0'));
    }

    private static boolean saysNonRoot(Stage stage) {
        String image = stage.line().getFirst().from().image().text().toLowerCase(Locale.ROOT);
        return ROOTLESS.stream().anyMatch(image::contains);
    }

    /** The user in the end; empty when the base decides. */
    static Optional<User> last(Build build) {
        return build.target().last(User.class);
    }

    private static void root(Build build, Hits hits) {
        Optional<User> user = last(build);
        if (user.isPresent()) {
            if (isRoot(user.get().user())) {
                hits.add(
                        user.get().line(),
                        "the image runs as root: the last USER is "
                                + user.get().user().text());
            }
            return;
        }
        Stage base = build.target().line().getFirst();
        int line = build.target().from().line();
        if (base.scratch()) {
            hits.add(line, "the image runs as root: it is from scratch and has no USER");
        } else if (!saysNonRoot(build.target())) {
            hits.add(line, MEDIUM, "no USER: the image runs as its base does, which is root in most");
        }
    }

    private static void scratch(Build build, Hits hits) {
        Optional<User> user = last(build);
        if (user.isEmpty()
                || !build.target().line().getFirst().scratch()
                || !named(user.get().user())) {
            return;
        }
        for (Copy copy : build.shipped(Copy.class)) {
            String to = copy.destination().text();
            boolean root = to.equals("/") || to.equals("/etc") || to.equals("/etc/");
            boolean all = copy.sources().stream()
                    .anyMatch(s -> s.text().equals("/")
                            || s.text().endsWith("etc")
                            || s.text().endsWith("etc/")
                            || s.text().endsWith("/."));
            boolean archive =
                    copy.add() && copy.sources().stream().anyMatch(s -> s.text().contains(".tar"));
            boolean tree = copy.flag("from").isPresent() && to.equals("/");
            boolean passwd = to.endsWith("/passwd")
                    || copy.sources().stream().anyMatch(s -> s.text().endsWith("passwd"));
            if (passwd || archive || tree || (root && all)) {
                return;
            }
        }
        String name = user.get().user().text();
        hits.add(
                user.get().line(),
                "USER " + Text.quoted(name) + " in an image from scratch without /etc/passwd: it will not start");
    }

    private static boolean named(Value user) {
        String name = user.text().split(":", -1)[0];
        return !name.isEmpty() && !Character.isDigit(name.charAt(0));
    }

    private static void name(Build build, Hits hits) {
        // Windows knows no numbers.
        last(build)
                .filter(user ->
                        !build.windows() && named(user.user()) && user.user().known() && !isRoot(user.user()))
                .ifPresent(user -> hits.add(
                        user.line(),
                        "USER " + Text.quoted(user.user().text())
                                + " is a name: Kubernetes can't prove that it is not root"));
    }

    private static void port(Build build, Hits hits) {
        for (Expose expose : build.shipped(Expose.class)) {
            for (Value port : expose.ports()) {
                int number = Ports.number(port);
                if (number > 0 && number < 1024 && number != 22) {
                    hits.add(expose.line(), "port " + number + " is below 1024: it asks for root or a capability");
                }
            }
        }
    }
}
