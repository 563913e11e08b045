package dev.hullmark.posture.host;

import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.container.ContainerFacts;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the engine tells of itself and of what it runs.
 *
 * @param unknown why none could be asked; "" when one answered
 * @param podman whether it is Podman
 * @param place where it listens
 * @param mode whose root is root inside
 * @param rootDir where its data lies
 * @param securityOptions {@code name=seccomp,profile=default} …
 * @param insecureRegistries those it talks to without checked TLS, this machine's own apart
 * @param total containers, running or not
 * @param running what runs, as far as it could be asked
 * @param notSeen what could not be asked, one sentence each: that a clean verdict is not over all
 * @param images what it holds, as far as it could be asked
 * @param imagesUsed how many of them a container was made of
 * @param openNetworks its overlay networks without encryption
 */
record EngineFacts(
        String unknown,
        boolean podman,
        String place,
        String version,
        Mode mode,
        String rootDir,
        String storageDriver,
        String loggingDriver,
        boolean liveRestore,
        boolean experimental,
        boolean authorization,
        String cgroupVersion,
        List<String> securityOptions,
        List<String> insecureRegistries,
        Swarm swarm,
        int total,
        List<ContainerFacts> running,
        List<String> notSeen,
        List<ImageFacts> images,
        int imagesUsed,
        List<String> openNetworks) {

    /** What every check of the engine comes to when none answered; why is told once. */
    static final Judgement NOT_ASKED = Judgement.unknown("no engine answered");

    /** Whose root a container's root is. */
    enum Mode {
        ROOTLESS("rootless: engine and containers run without root"),
        USERNS_REMAP("userns-remap: the engine runs as root, root in containers is another user"),
        ROOTFUL("rootful: the engine runs as root, and root in a container is root on the host"),
        UNKNOWN("not known: no engine answered");

        private final String says;

        Mode(String says) {
            this.says = says;
        }

        String says() {
            return says;
        }
    }

    /**
     * @param active whether this node is in a swarm
     * @param manager whether it may ask for the rest
     * @param secrets how many it keeps, when it could be asked
     * @param certificateDays how long node certificates live, in days; 0 when not known
     */
    record Swarm(
            boolean active,
            boolean manager,
            int managers,
            boolean autolock,
            OptionalInt secrets,
            long certificateDays) {
        static final Swarm NONE = new Swarm(false, false, 0, false, OptionalInt.empty(), 0);
    }

    /**
     * @param name its first tag, else its id
     * @param steps how it was built, oldest first
     */
    record ImageFacts(String name, boolean healthcheck, List<String> steps) {
        ImageFacts {
            steps = List.copyOf(steps);
        }
    }

    EngineFacts {
        securityOptions = List.copyOf(securityOptions);
        insecureRegistries = List.copyOf(insecureRegistries);
        running = List.copyOf(running);
        notSeen = List.copyOf(notSeen);
        images = List.copyOf(images);
        openNetworks = List.copyOf(openNetworks);
    }

    static EngineFacts unknown(String why) {
        return new EngineFacts(
                why,
                false,
                "",
                "",
                Mode.UNKNOWN,
                "",
                "",
                "",
                false,
                false,
                false,
                "",
                List.of(),
                List.of(),
                Swarm.NONE,
                0,
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of());
    }

    boolean answered() {
        return unknown.isEmpty();
    }

    boolean hasSecurityOption(String name) {
        return securityOptions.stream().anyMatch(o -> o.equals("name=" + name) || o.startsWith("name=" + name + ","));
    }
}
