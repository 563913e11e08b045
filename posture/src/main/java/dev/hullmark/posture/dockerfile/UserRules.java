package dev.hullmark.posture.dockerfile;

import static dev.hullmark.model.Finding.Kind.HARDENING;
import static dev.hullmark.model.Finding.Kind.PRIVILEGE;
import static dev.hullmark.model.Severity.HIGH;
import static dev.hullmark.model.Severity.LOW;
import static dev.hullmark.model.Severity.MEDIUM;

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
                            "user-not-in-scratch",
                            PRIVILEGE,
                            HIGH,
                            "USER names somebody an image from scratch does not know: it will not start",
                            "Use a number, USER 10001, or copy an /etc/passwd that has the name",
                            "CIS Docker 1.6.0, 4.1",
                            UserRules::scratch)
                    .ofWhole(),
            Check.of(
                            "user-by-name",
                            PRIVILEGE,
                            LOW,
                            "USER is a name: Kubernetes can't prove that it is not root",
                            "Use the user's number; runAsNonRoot refuses to start an image whose user is a name",
                            "Kubernetes, runAsNonRoot",
                            UserRules::name)
                    .ofWhole(),
            Check.of(
                    "privileged-port",
                    PRIVILEGE,
                    LOW,
                    "a port below 1024 asks for root or a capability",
                    "Listen on a port from 1024 on and map it: docker run -p 80:8080",
                    "CIS Docker 1.6.0, 5.8",
                    UserRules::port),
            Check.of(
                    "ssh-server",
                    PRIVILEGE,
                    MEDIUM,
                    "the image is reached by SSH",
                    "Leave the SSH server out: use docker exec, and rebuild instead of patching",
                    "CIS Docker 1.6.0, 5.7",
                    UserRules::ssh),
            Check.of(
                    "sudo",
                    PRIVILEGE,
                    MEDIUM,
                    "sudo is used or installed",
                    "Run what needs root before USER; where a user must change later, use gosu or su-exec",
                    "CIS Docker 1.6.0, 4.8",
                    UserRules::sudo),
            Check.of(
                    "root-without-password",
                    PRIVILEGE,
                    HIGH,
                    "anybody in the image can become root",
                    "Leave the user out of sudo's and docker's groups, and root without a password to log in with",
                    "CIS Docker 1.6.0, 4.1",
                    UserRules::becomesRoot),
            Check.of(
                    "build-privileged",
                    PRIVILEGE,
                    HIGH,
                    "a build step runs without the builder's isolation",
                    "Leave --security=insecure and --network=host out: the step can reach the builder's machine",
                    "Dockerfile reference, RUN --security",
                    UserRules::insecureBuild),
            Check.of(
                    "engine-socket",
                    PRIVILEGE,
                    HIGH,
                    "the engine's socket is part of the image's design",
                    "Whoever reaches the socket is root on the host: leave it out",
                    "CIS Docker 1.6.0, 5.32",
                    UserRules::socket),
            Check.of(
                    "useless-in-container",
                    HARDENING,
                    LOW,
                    "a command that does nothing useful while an image is built",
                    "Leave it out: no service, mount or kernel setting outlives the build step",
                    "hadolint DL3001",
                    UserRules::useless));

    /** Parts of names of images whose makers say that they do not run as root. */
    private static final List<String> ROOTLESS = List.of("nonroot", "rootless", "unprivileged", "cgr.dev/chainguard/");

    private static final Set<String> SUDO_GROUPS = Set.of("sudo", "wheel", "docker", "root", "admin");

    private static final Set<String> USELESS = Set.of(
            "service",
            "systemctl",
            "mount",
            "umount",
            "shutdown",
            "reboot",
            "sysctl",
            "modprobe",
            "iptables",
            "ip6tables",
            "swapon",
            "dockerd");

    static boolean isRoot(Value user) {
        String name = user.text().split(":", -1)[0].strip().toLowerCase(Locale.ROOT);
        return name.equals("root") || (!name.isEmpty() && name.chars().allMatch(c -> c == '0'));
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
        last(build)
                .filter(user -> named(user.user()) && user.user().known() && !isRoot(user.user()))
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

    private static void ssh(Build build, Hits hits) {
        for (Expose expose : build.shipped(Expose.class)) {
            if (expose.ports().stream().anyMatch(port -> Ports.number(port) == 22)) {
                hits.add(expose.line(), "port 22 is exposed: the image is reached by SSH");
            }
        }
        build.shippedRuns(run -> run.script().commands().forEach(c -> PackageTool.of(c)
                .filter(tool -> tool.installs() && tool.ofDistribution())
                .filter(tool -> tool.names().stream()
                        .map(PackageTool::bare)
                        .anyMatch(Set.of("openssh-server", "sshd", "dropbear")::contains))
                .ifPresent(tool -> hits.add(c.line(), "an SSH server is installed"))));
    }

    private static void sudo(Build build, Hits hits) {
        build.commands(c -> {
            if (c.sudo() || c.name().equals("sudo")) {
                hits.add(c.line(), "sudo is used");
            }
        });
        build.shippedRuns(run -> run.script().commands().forEach(c -> PackageTool.of(c)
                .filter(tool -> tool.installs() && tool.ofDistribution())
                .filter(tool -> tool.names().stream().map(PackageTool::bare).anyMatch(Set.of("sudo", "doas")::contains))
                .ifPresent(tool -> hits.add(c.line(), "sudo is installed"))));
    }

    private static void becomesRoot(Build build, Hits hits) {
        build.runs((stage, run) -> run.script().pipelines().forEach(pipeline -> {
            for (Command c : pipeline.commands()) {
                boolean grows = Set.of("usermod", "useradd", "adduser", "addgroup", "gpasswd")
                        .contains(c.name());
                if (c.mentions("NOPASSWD")) {
                    hits.add(c.line(), "sudo asks for no password");
                } else if (grows && groups(c)) {
                    hits.add(c.line(), "a user is put into a group that may become root");
                } else if (grows && zero(c)) {
                    hits.add(c.line(), "a user gets root's number");
                } else if (c.name().equals("passwd")
                        && c.has("-d", "--delete")
                        && c.arguments().contains("root")) {
                    hits.add(c.line(), "root can log in without a password");
                } else if (c.name().equals("chpasswd")
                        && pipeline.commands().stream().anyMatch(from -> from.mentions("root:"))) {
                    hits.add(c.line(), "root gets a password to log in with");
                }
            }
        }));
    }

    private static boolean groups(Command c) {
        List<String> words = c.arguments();
        boolean busybox = (c.name().equals("adduser") || c.name().equals("addgroup"))
                && words.stream().filter(w -> !w.startsWith("-")).count() == 2;
        if (busybox && words.size() > 1 && !words.get(words.size() - 2).startsWith("-")) {
            return SUDO_GROUPS.contains(words.getLast());
        }
        for (int at = 0; at + 1 < words.size(); at++) {
            String option = words.get(at);
            boolean takesGroups = option.equals("--groups")
                    || option.equals("-G")
                    || option.equals("-aG")
                    || (c.name().equals("gpasswd") && at + 2 == words.size());
            if (takesGroups
                    && List.of(words.get(at + 1).split(",", -1)).stream().anyMatch(SUDO_GROUPS::contains)) {
                return true;
            }
        }
        return words.stream().anyMatch(w -> w.startsWith("--groups=") && SUDO_GROUPS.contains(w.substring(9)));
    }

    private static boolean zero(Command c) {
        List<String> words = c.arguments();
        for (int at = 0; at + 1 < words.size(); at++) {
            boolean number = words.get(at).equals("-u")
                    || words.get(at).equals("--uid")
                    || words.get(at).equals("-ou")
                    || words.get(at).equals("-uo");
            if (number && words.get(at + 1).equals("0")) {
                return true;
            }
        }
        return c.arguments().contains("--uid=0");
    }

    private static void insecureBuild(Build build, Hits hits) {
        build.runs((stage, run) -> run.flags().forEach(flag -> {
            if (flag.name().equals("security") && flag.value().text().equals("insecure")) {
                hits.add(run.line(), "RUN --security=insecure runs with every privilege of the builder");
            } else if (flag.name().equals("network") && flag.value().text().equals("host")) {
                hits.add(run.line(), MEDIUM, "RUN --network=host reaches what the builder's machine reaches");
            }
        }));
    }

    private static void socket(Build build, Hits hits) {
        for (Instruction.Volume volume : build.shipped(Instruction.Volume.class)) {
            if (volume.paths().stream()
                    .anyMatch(path ->
                            path.text().endsWith("docker.sock") || path.text().endsWith("containerd.sock"))) {
                hits.add(volume.line(), "VOLUME names the engine's socket");
            }
        }
    }

    private static void useless(Build build, Hits hits) {
        build.commands(c -> {
            if (USELESS.contains(c.name())
                    && !(c.name().equals("systemctl")
                            && Set.of("enable", "disable", "mask", "set-default", "preset")
                                    .contains(c.verb()))) {
                hits.add(c.line(), "'" + c.name() + "' does nothing that outlives the build step");
            }
        });
    }
}
