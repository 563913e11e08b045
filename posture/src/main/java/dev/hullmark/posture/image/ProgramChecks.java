package dev.hullmark.posture.image;

import static dev.hullmark.posture.image.Sources.cis;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Program;
import dev.hullmark.model.Severity;
import dev.hullmark.posture.Findings;
import dev.hullmark.posture.Outcome;
import dev.hullmark.posture.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Programs that a running service rarely needs and whoever breaks in is glad of. One finding a rule, with every place. */
final class ProgramChecks {
    private ProgramChecks() {}

    private static final String UNNEEDED = "Build in one stage and copy what runs into another (FROM … AS build, COPY"
            + " --from=build), on a base without it";

    static final List<ImageCheck> ALL = List.of(
            check(
                    new Rule(
                            "remote-login-server",
                            Kind.HARDENING,
                            Severity.MEDIUM,
                            "A server for remote logins is in the image",
                            "Take it out: 'docker exec' and 'kubectl exec' need none, and a container that is patched by"
                                    + " hand is lost with its next start",
                            List.of(cis("5.7"), cis("4.3"))),
                    "/usr/sbin/sshd",
                    Set.of("sshd", "dropbear", "telnetd")),
            check(
                    new Rule(
                            "sudo-present",
                            Kind.HARDENING,
                            Severity.LOW,
                            "A program that gives others root is in the image",
                            "Take it out, and start the container as the user it needs",
                            List.of(cis("4.3"), Sources.DOCKER_PRACTICES)),
                    "/usr/bin/sudo",
                    Set.of("sudo", "doas")),
            check(
                    new Rule(
                            "compiler-present",
                            Kind.HARDENING,
                            Severity.LOW,
                            "A compiler is in the image",
                            UNNEEDED,
                            List.of(cis("4.3"))),
                    "/usr/bin/gcc",
                    Set.of("cc", "gcc", "g++", "clang", "tcc", "go", "rustc", "javac")),
            check(
                    new Rule(
                            "package-manager-present",
                            Kind.HARDENING,
                            Severity.NEGLIGIBLE,
                            "A package manager is in the image",
                            UNNEEDED,
                            List.of(cis("4.3"))),
                    "/usr/bin/apt-get",
                    Set.of(
                            "apt-get",
                            "dpkg",
                            "apk",
                            "yum",
                            "dnf",
                            "microdnf",
                            "tdnf",
                            "zypper",
                            "rpm",
                            "pacman",
                            "opkg")),
            check(
                    new Rule(
                            "download-tool-present",
                            Kind.HARDENING,
                            Severity.NEGLIGIBLE,
                            "A program that fetches from the network is in the image",
                            UNNEEDED,
                            List.of(cis("4.3"))),
                    "/usr/bin/curl",
                    Set.of("curl", "wget", "nc", "ncat", "socat")),
            check(
                    new Rule(
                            "shell-present",
                            Kind.HARDENING,
                            Severity.NEGLIGIBLE,
                            "A shell is in the image",
                            UNNEEDED,
                            List.of(cis("4.3"))),
                    "/bin/sh",
                    Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "fish")));

    private static ImageCheck check(Rule rule, String example, Set<String> names) {
        return new ImageCheck(
                rule,
                "COPY it " + example,
                "COPY app /app",
                (asked, inventory, config) -> installed(asked, inventory, names));
    }

    private static Outcome installed(Rule rule, Inventory inventory, Set<String> names) {
        if (!inventory.catalogers().containsKey(Facts.PROGRAMS)) {
            return Outcome.unknown(rule, "nobody noted the programs of this image: scan it again");
        }
        Set<String> found = new TreeSet<>();
        List<Evidence> places = new ArrayList<>();
        for (Program program : inventory.facts().programs()) {
            if (program.kind() == Program.Kind.INSTALLED && names.contains(program.name())) {
                found.add(program.name());
                places.add(program.evidence());
            }
        }
        return found.isEmpty()
                ? Outcome.passed(rule)
                : Outcome.failed(
                        rule, List.of(Findings.of(rule, rule.title() + ": " + String.join(", ", found), "", places)));
    }
}
