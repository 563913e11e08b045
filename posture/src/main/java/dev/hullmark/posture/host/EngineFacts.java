package dev.hullmark.posture.host;

import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.container.ContainerFacts;
import dev.hullmark.posture.container.SecurityOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the engine tells of itself and of what it runs.
 *
 * @param unknown why none could be asked; "" when one answered
 * @param podman whether it is Podman
 * @param place where it listens
 * @param mode whose root is root inside
 * @param rootDir where its data lies, or "" when it does not tell; so the drivers
 * @param authorization whether a plugin decides over each call; empty when it does not tell
 * @param security what it confines containers with
 * @param insecureRegistries those it talks to without checked TLS, this machine's own apart; empty when it does not tell
 * @param total containers, running or not; empty when it does not tell
 * @param running what runs, as far as it could be asked
 * @param images what it holds, as far as it could be asked
 * @param imagesUsed how many of them a container was made of; empty when it does not tell
 * @param networks empty when it does not tell
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
        boolean debug,
        boolean liveRestore,
        boolean experimental,
        Optional<Boolean> authorization,
        SecurityOptions security,
        Optional<List<String>> insecureRegistries,
        Swarm swarm,
        OptionalInt total,
        List<ContainerFacts> running,
        NotSeen notSeen,
        List<ImageFacts> images,
        OptionalInt imagesUsed,
        Optional<Networks> networks) {

    /** What every check of the engine comes to when none answered; why is told once. */
    static final Judgement NOT_ASKED = Judgement.unknown("no engine answered");

    static final Judgement ELSEWHERE = Judgement.unknown("the engine is not seen to run on this machine");

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
     * What could not be asked, one sentence each: that a clean verdict is not over all.
     *
     * @param containers of containers or their list
     * @param images of images or their list
     */
    record NotSeen(List<String> containers, List<String> images, List<String> other) {
        NotSeen {
            containers = List.copyOf(containers);
            images = List.copyOf(images);
            other = List.copyOf(other);
        }

        List<String> all() {
            List<String> all = new ArrayList<>(containers);
            all.addAll(images);
            all.addAll(other);
            return all;
        }
    }

    /**
     * @param icc whether containers on the default bridge reach each other; empty when there is none or it does not tell
     * @param open overlay networks without encryption
     */
    record Networks(Optional<Boolean> icc, List<String> open) {
        Networks {
            open = List.copyOf(open);
        }
    }

    /**
     * @param state {@code inactive}, {@code active}, {@code locked} …, or "" when the engine does not tell
     * @param manager whether it may ask for the rest
     * @param managers 0 when not known
     * @param secrets how many it keeps, when it could be asked
     * @param certificateLife of a node's certificate; zero when not known
     */
    record Swarm(
            String state,
            boolean manager,
            int managers,
            boolean autolock,
            OptionalInt secrets,
            Duration certificateLife) {
        static Swarm of(String state) {
            return new Swarm(state, false, 0, false, OptionalInt.empty(), Duration.ZERO);
        }

        boolean known() {
            return !state.isEmpty();
        }

        /** A node that is locked, or still joins, or failed at it, is in a swarm too. */
        boolean active() {
            return known() && !state.equals("inactive");
        }
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
        running = List.copyOf(running);
        images = List.copyOf(images);
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
                Optional.empty(),
                new SecurityOptions(List.of()),
                Optional.empty(),
                Swarm.of(""),
                OptionalInt.empty(),
                List.of(),
                new NotSeen(List.of(), List.of(), List.of(why)),
                List.of(),
                OptionalInt.empty(),
                Optional.empty());
    }

    boolean answered() {
        return unknown.isEmpty();
    }
}
