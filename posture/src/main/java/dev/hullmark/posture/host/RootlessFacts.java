package dev.hullmark.posture.host;

import java.util.Map;
import java.util.Optional;

/**
 * What a user needs to run an engine without root (docs.docker.com/engine/security/rootless, rootlesscontaine.rs).
 *
 * @param user who would, or "" when nobody is known
 * @param subUids how many subordinate user ids that user has; so group ids
 * @param helpers newuidmap, newgidmap and the like by name, where they are
 * @param userNamespaces how many may be made; empty when the kernel does not say
 * @param unprivileged whether users without root may make them; empty when the kernel has no such switch
 * @param appArmorRestricts whether AppArmor keeps such namespaces from being of use
 * @param cgroup2 whether cgroups are of version 2
 * @param delegated the controllers the user's session has; empty when it has none to look at
 * @param lingers whether the user's services run without a session
 * @param gaps what could not be seen, by path, with why
 */
record RootlessFacts(
        String user,
        long subUids,
        long subGids,
        Map<String, FileFact> helpers,
        Optional<Long> userNamespaces,
        Optional<Boolean> unprivileged,
        boolean appArmorRestricts,
        boolean cgroup2,
        Optional<String> delegated,
        boolean lingers,
        Map<String, String> gaps) {
    RootlessFacts {
        helpers = Map.copyOf(helpers);
        gaps = Map.copyOf(gaps);
    }
}
