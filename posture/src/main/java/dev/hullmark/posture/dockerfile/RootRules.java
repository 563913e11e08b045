package dev.hullmark.posture.dockerfile;

import static dev.hullmark.model.Finding.Kind.HARDENING;
import static dev.hullmark.model.Finding.Kind.PRIVILEGE;
import static dev.hullmark.model.Severity.HIGH;
import static dev.hullmark.model.Severity.LOW;
import static dev.hullmark.model.Severity.MEDIUM;

import dev.hullmark.posture.dockerfile.Instruction.Expose;
import java.util.List;
import java.util.Set;

/** Ways to become root, in the image, at the builder or on the host. */
final class RootRules {
    private RootRules() {}

    static final List<Check> CHECKS = List.of(
            Check.of(
                    "exposed-ssh-port",
                    HARDENING,
                    MEDIUM,
                    "port 22 is exposed: the image is reached by SSH",
                    "Use docker exec, and rebuild instead of patching",
                    "CIS Docker 1.6.0, 5.7",
                    RootRules::sshPort),
            Check.of(
                    "remote-login-server",
                    HARDENING,
                    MEDIUM,
                    "an SSH server is installed",
                    "Leave it out: use docker exec, and rebuild instead of patching",
                    "CIS Docker 1.6.0, 5.7",
                    RootRules::sshServer),
            Check.of(
                    "sudo-present",
                    HARDENING,
                    LOW,
                    "sudo is used or installed",
                    "Run what needs root before USER; where a user must change later, use gosu or su-exec",
                    "CIS Docker 1.6.0, 4.8",
                    RootRules::sudo),
            Check.of(
                    "root-without-password",
                    PRIVILEGE,
                    HIGH,
                    "anybody in the image can become root",
                    "Leave the user out of sudo's and docker's groups, and root without a password to log in with",
                    "CIS Docker 1.6.0, 4.1",
                    RootRules::becomesRoot),
            Check.of(
                    "build-privileged",
                    PRIVILEGE,
                    HIGH,
                    "a build step runs without the builder's isolation",
                    "Leave --security=insecure and --network=host out: the step can reach the builder's machine",
                    "Dockerfile reference, RUN --security",
                    RootRules::insecureBuild),
            Check.of(
                    "engine-socket",
                    PRIVILEGE,
                    HIGH,
                    "the engine's socket is part of the image's design",
                    "Whoever reaches the socket is root on the host: leave it out",
                    "CIS Docker 1.6.0, 5.32",
                    RootRules::socket),
            Check.of(
                    "useless-in-container",
                    HARDENING,
                    LOW,
                    "a command that does nothing useful while an image is built",
                    "Leave it out: no service, mount or kernel setting outlives the build step",
                    "hadolint DL3001",
                    RootRules::useless));

    private static final Set<String> SUDO_GROUPS = Set.of("sudo", "wheel", "docker", "admin");

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

    private static void sshPort(Build build, Hits hits) {
        for (Expose expose : build.shipped(Expose.class)) {
            if (expose.ports().stream().anyMatch(port -> Ports.has(port, 22))) {
                hits.add(expose.line(), "port 22 is exposed: the image is reached by SSH");
            }
        }
    }

    private static void sshServer(Build build, Hits hits) {
        build.shippedInstalls((c, name) -> {
            if (Set.of("openssh-server", "openssh", "dropbear").contains(name)) {
                hits.add(c.line(), name + " is installed: an SSH server");
            }
        });
    }

    private static void sudo(Build build, Hits hits) {
        build.commands(c -> {
            if (c.sudo() || c.name().equals("sudo")) {
                hits.add(c.line(), "sudo is used");
            }
        });
        build.shippedInstalls((c, name) -> {
            if (name.equals("sudo") || name.equals("doas")) {
                hits.add(c.line(), name + " is installed");
            }
        });
    }

    private static void becomesRoot(Build build, Hits hits) {
        // Accounts, and what sudo allows them, do not leave their stage.
        build.shippedRuns(run -> run.script().pipelines().forEach(pipeline -> {
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
