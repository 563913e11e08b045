package dev.hullmark.posture.host;

import dev.hullmark.posture.Judgement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a user has and lacks to run an engine without root. It is no part of the benchmark and no finding: nobody has to go
 * rootless.
 *
 * @param id {@code rootless-subuid} …
 * @param blocks whether it does not work without
 * @param remediation what to do when it fails
 */
public record Readiness(String id, String title, boolean blocks, Judgement judgement, String remediation) {
    /** Ids an image may use: as many as a user id of 16 bits can name (docs.docker.com, rootless, prerequisites). */
    private static final long SUBORDINATE = 65_536;

    private static final int SETUID = 04000;

    static List<Readiness> of(RootlessFacts f) {
        if (f.user().isEmpty()) {
            return List.of(new Readiness(
                    "rootless-user",
                    "A user who would run the engine",
                    true,
                    Judgement.notApplicable("no user but root is known: name one with --user"),
                    "Create one with useradd"));
        }
        String user = f.user();
        List<Readiness> list = new ArrayList<>();
        list.add(new Readiness(
                "rootless-subuid",
                "65,536 subordinate user ids in /etc/subuid",
                true,
                subordinate(f, "/etc/subuid", f.subUids()),
                "usermod --add-subuids 100000-165535 " + user));
        list.add(new Readiness(
                "rootless-subgid",
                "65,536 subordinate group ids in /etc/subgid",
                true,
                subordinate(f, "/etc/subgid", f.subGids()),
                "usermod --add-subgids 100000-165535 " + user));
        for (String helper : List.of("newuidmap", "newgidmap")) {
            list.add(new Readiness(
                    "rootless-" + helper,
                    helper + ", which may map those ids",
                    true,
                    mapper(f, helper),
                    "Install the package uidmap (Debian, Ubuntu) or shadow-utils"));
        }
        list.add(new Readiness(
                "rootless-user-namespaces",
                "User namespaces for users without root",
                true,
                namespaces(f),
                "sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=28633, and an AppArmor profile for"
                        + " rootlesskit where AppArmor restricts them"));
        list.add(new Readiness(
                "rootless-cgroup-v2",
                "cgroup v2, for limits of memory, CPU and processes",
                false,
                Judgement.failIf(!f.cgroup2(), "cgroup v1: limits are unavailable in rootless"),
                "Boot with systemd.unified_cgroup_hierarchy=1"));
        list.add(new Readiness(
                "rootless-cgroup-delegation",
                "Controllers delegated to the user's session",
                false,
                delegation(f),
                "systemctl edit user@.service: [Service] Delegate=cpu cpuset io memory pids"));
        list.add(new Readiness(
                "rootless-network",
                "slirp4netns or pasta, for a network",
                true,
                Judgement.failIf(
                        !f.helpers().containsKey("slirp4netns") && !f.helpers().containsKey("pasta"),
                        "neither is there"),
                "Install slirp4netns or passt"));
        list.add(new Readiness(
                "rootless-rootlesskit",
                "rootlesskit, for Docker; Podman needs none",
                false,
                Judgement.failIf(!f.helpers().containsKey("rootlesskit"), "it is not there"),
                "Install docker-ce-rootless-extras or rootlesskit"));
        list.add(new Readiness(
                "rootless-linger",
                "The engine may run without a session of the user",
                false,
                Judgement.failIf(!f.lingers(), "it ends with the session"),
                "loginctl enable-linger " + user));
        return list;
    }

    private static Judgement subordinate(RootlessFacts f, String path, long count) {
        String unseen = f.gaps().getOrDefault(path, "");
        if (!unseen.isEmpty()) {
            return Judgement.unknown(path + ": " + unseen);
        }
        return Judgement.failIf(count < SUBORDINATE, f.user() + " has " + (count == 0 ? "none" : count));
    }

    private static Judgement mapper(RootlessFacts f, String helper) {
        FileFact file = f.helpers().get(helper);
        if (file == null) {
            return Judgement.fail("it is not there");
        }
        // Some distributions give it file capabilities instead, which only a privileged look could tell.
        return file.uid() == 0 && (file.mode() & SETUID) != 0
                ? Judgement.PASS
                : Judgement.info(file.path() + " is not setuid root; it may have file capabilities instead");
    }

    private static Judgement namespaces(RootlessFacts f) {
        if (f.userNamespaces().isEmpty()) {
            return Judgement.fail("the kernel tells of none");
        }
        if (f.userNamespaces().get() == 0) {
            return Judgement.fail("user.max_user_namespaces is 0");
        }
        if (!f.unprivileged().orElse(true)) {
            return Judgement.fail("kernel.unprivileged_userns_clone is 0");
        }
        return Judgement.failIf(
                f.appArmorRestricts(), "kernel.apparmor_restrict_unprivileged_userns is 1: only profiled programs may");
    }

    private static Judgement delegation(RootlessFacts f) {
        if (!f.cgroup2()) {
            return Judgement.notApplicable("cgroup v1 delegates nothing");
        }
        if (f.delegated().isEmpty()) {
            return Judgement.unknown(f.user() + " has no session to look at");
        }
        List<String> has = List.of(f.delegated().get().split("\\s+"));
        List<String> lacks = List.of("cpu", "memory", "pids").stream()
                .filter(c -> !has.contains(c))
                .toList();
        return Judgement.failIf(!lacks.isEmpty(), "not delegated: " + String.join(", ", lacks));
    }
}
