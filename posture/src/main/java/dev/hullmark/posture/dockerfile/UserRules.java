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
import java.util.Set;

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

    /** Of those, the ones to build upon, which run as root. */
    private static final List<String> ROOTED =
            List.of("cgr.dev/chainguard/wolfi-base", "cgr.dev/chainguard/chainguard-base");

    static boolean isRoot(Value user) {
        String name = user.text().split(":", -1)[0].strip().toLowerCase(Locale.ROOT);
        return name.equals("root")
                || name.equals("containeradministrator")
                // Who is nobody in particular, as in ":1000", is root.
                || (user.known() && name.chars().allMatch(c -> c == '0'));
    }

    private static boolean saysNonRoot(Stage stage) {
        String image = stage.line().getFirst().from().image().text().toLowerCase(Locale.ROOT);
        return ROOTLESS.stream().anyMatch(image::contains) && ROOTED.stream().noneMatch(image::contains);
    }

    /** Microsoft's images of .NET have a variable for their user, who is not root. */
    private static boolean setByBase(Stage stage, Value user) {
        return stage.line().getFirst().from().image().text().startsWith("mcr.microsoft.com/dotnet/")
                && Set.of("$APP_UID", "${APP_UID}").contains(user.written());
    }

    /** The user in the end; empty when the base decides. */
    static Optional<User> last(Build build) {
        return build.target().last(User.class);
    }

    private static void root(Build build, Hits hits) {
        Optional<User> user = last(build);
        if (user.isPresent()) {
            Value name = user.get().user();
            if (isRoot(name)) {
                hits.add(
                        user.get().line(),
                        "the image runs as root: the last USER is "
                                + (name.text().isEmpty() ? "empty" : name.text()));
            } else if (!name.known()
                    && name.written().split(":", -1)[0].indexOf('$') >= 0
                    && !setByBase(build.target(), name)) {
                hits.add(
                        user.get().line(),
                        MEDIUM,
                        "USER " + Text.quoted(name.written())
                                + " is a variable that the file does not set: root, if nobody else does");
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
                || !user.get().user().known()
                || !named(user.get().user())) {
            return;
        }
        List<Copy> copies = build.shipped(Copy.class);
        boolean passwd = copies.stream()
                .anyMatch(copy -> copy.destination().text().endsWith("/passwd")
                        || copy.sources().stream().anyMatch(s -> s.text().endsWith("passwd")));
        if (passwd) {
            return;
        }
        for (Copy copy : copies) {
            // It may be a directory, or an archive, with a file of users.
            String to = copy.destination().text();
            if (Set.of("/", "/etc", "/etc/").contains(to)) {
                hits.unknown("what line " + copy.line() + " copies into " + to + " may have the user");
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
