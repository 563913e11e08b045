package dev.hullmark.posture.compliance;

import dev.hullmark.model.HullmarkException;
import dev.hullmark.posture.CisDocker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What somebody asks of containers and their host, grouped as they group it. A rule may belong to another check than the one
 * that runs (an image's, a Dockerfile's): then the view says that nobody looked.
 *
 * @param id as the user names it
 * @param title what it is
 * @param source who asks for it
 */
public record Profile(String id, String title, String source, List<Group> groups) {
    /** @param rules ids of rules, whichever check has them */
    public record Group(String title, List<String> rules) {
        public Group {
            rules = List.copyOf(rules);
        }
    }

    public Profile {
        groups = List.copyOf(groups);
    }

    private static final List<String> OWNERS = List.of(
            "docker-service-owner",
            "docker-service-mode",
            "etc-docker-owner",
            "etc-docker-mode",
            "docker-sock-owner",
            "docker-sock-mode",
            "daemon-json-owner",
            "daemon-json-mode");

    private static final List<String> MAC = List.of("apparmor-profile", "selinux-label");
    private static final List<String> SECCOMP = List.of("seccomp-disabled", "daemon-seccomp-profile");
    private static final List<String> NO_NEW_PRIVILEGES = List.of("new-privileges", "daemon-no-new-privileges");

    private static final List<Profile> OTHERS = List.of(
            new Profile(
                    "nine-steps",
                    "Nine practical steps to secure containers",
                    "the lists of steps that public guides agree on, OWASP's Docker cheat sheet among them",
                    List.of(
                            group("1 Trusted base images", "trusted-base-image", "content-trust", "verified-packages"),
                            group(
                                    "2 Small surface",
                                    "unnecessary-packages",
                                    "image-sprawl",
                                    "sshd-in-container",
                                    "setuid-file",
                                    "setgid-file"),
                            group("3 No secrets in images", "image-secrets", "tls-key-owner", "tls-key-mode"),
                            group(
                                    "4 A secure registry",
                                    "insecure-registries",
                                    "registry-certificate-owner",
                                    "registry-certificate-mode"),
                            group(
                                    "5 No root, no privileges",
                                    NO_NEW_PRIVILEGES,
                                    "runs-as-root",
                                    "privileged-container",
                                    "added-capabilities",
                                    "userns-remap",
                                    "rootless-engine"),
                            group("6 Scanned and patched", "images-rebuilt", "docker-up-to-date", "live-restore"),
                            group(
                                    "7 seccomp, AppArmor, SELinux",
                                    Stream.concat(SECCOMP.stream(), MAC.stream())
                                            .toList()),
                            group(
                                    "8 Logged and watched",
                                    "remote-logging",
                                    "log-level-info",
                                    "container-health",
                                    "audit-dockerd"),
                            group(
                                    "9 A hardened host",
                                    OWNERS,
                                    "host-hardened",
                                    "containers-on-own-partition",
                                    "docker-group-trusted",
                                    "daemon-tls"))),
            new Profile(
                    "docker-security",
                    "Docker Engine security",
                    "docs.docker.com/engine/security",
                    List.of(
                            group(
                                    "Kernel namespaces and control groups",
                                    "host-network",
                                    "host-pid",
                                    "host-ipc",
                                    "host-uts",
                                    "host-userns",
                                    "memory-limit",
                                    "cpu-limit",
                                    "pids-limit"),
                            group(
                                    "The daemon's attack surface",
                                    "daemon-tls",
                                    "docker-sock-owner",
                                    "docker-sock-mode",
                                    "docker-group-trusted",
                                    "engine-socket-mounted",
                                    "sensitive-mount",
                                    "insecure-registries",
                                    "rootless-engine"),
                            group("Capabilities", "privileged-container", "added-capabilities", "runs-as-root"),
                            group(
                                    "Other kernel features",
                                    Stream.of(SECCOMP, MAC, NO_NEW_PRIVILEGES)
                                            .flatMap(List::stream)
                                            .toList(),
                                    "userns-remap"),
                            group("Content trust", "content-trust", "signed-artifacts"))),
            new Profile(
                    "hardening-basics",
                    "Hardening basics of a container",
                    "the defaults that containerhardening.org asks for",
                    List.of(
                            group("seccomp", SECCOMP),
                            group("AppArmor or SELinux", MAC),
                            group("No new privileges", NO_NEW_PRIVILEGES),
                            group("Capabilities", "added-capabilities", "privileged-container"),
                            group("Read-only root file system", "writable-root"),
                            group("A user that is not root", "runs-as-root", "userns-remap", "host-userns"))));

    private static Group group(String title, String... rules) {
        return new Group(title, List.of(rules));
    }

    private static Group group(String title, List<String> first, String... rules) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(rules));
        return new Group(title, all);
    }

    /** All of them. */
    public static List<Profile> all() {
        List<Profile> all = new ArrayList<>();
        all.add(cis());
        all.addAll(OTHERS);
        return all;
    }

    private static Profile cis() {
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<String, String> section : CisDocker.SECTIONS.entrySet()) {
            groups.add(new Group(
                    section.getKey() + " " + section.getValue(),
                    CisDocker.checks().stream()
                            .filter(check -> check.section().equals(section.getKey()))
                            .map(check -> check.rule().id())
                            .toList()));
        }
        return new Profile("cis-docker", "CIS Docker Benchmark 1.6.0", "docker-bench-security 1.6.0", groups);
    }

    /** @throws HullmarkException for a name that is none */
    public static Profile named(String id) {
        return all().stream()
                .filter(profile -> profile.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new HullmarkException("there is no profile '" + id + "': choose one of "
                        + String.join(", ", all().stream().map(Profile::id).toList()) + "."));
    }
}
