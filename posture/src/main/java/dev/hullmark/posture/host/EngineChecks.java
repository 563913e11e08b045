package dev.hullmark.posture.host;

import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Judgement.Standing;
import dev.hullmark.posture.container.ContainerFacts;
import dev.hullmark.posture.container.ContainerRules;
import dev.hullmark.posture.container.Surroundings;
import dev.hullmark.posture.host.EngineFacts.ImageFacts;
import dev.hullmark.posture.host.EngineFacts.Swarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sections 4 to 7: images, running containers, what is kept, and swarm. */
final class EngineChecks {
    private EngineChecks() {}

    private static final Judgement NO_SWARM_TOLD = Judgement.unknown("the engine does not tell of swarm mode");

    private static final int MANAGERS = 7;
    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(2);

    static void addTo(Map<String, Function<HostFacts, Judgement>> all) {
        for (String id : ContainerRules.ids()) {
            all.put(id, f -> eachContainer(id, f));
        }
        for (String id : List.of("4.2", "4.3", "4.4", "4.8", "4.10", "4.11", "4.12", "5.23", "5.24")) {
            all.put(id, f -> Judgement.MANUAL);
        }
        all.put("4.5", f -> Judgement.failIf(!f.contentTrust(), "DOCKER_CONTENT_TRUST is not set"));
        all.put("4.6", f -> images(f, image -> !image.healthcheck(), true, "without HEALTHCHECK"));
        all.put("4.7", f -> images(f, i -> BuildSteps.updateAlone(i.steps()), false, "with a step that only updates"));
        all.put("4.9", f -> images(f, i -> BuildSteps.add(i.steps()), false, "built with ADD"));
        asked(all, "5.1", e -> e.swarm().known() ? Judgement.failIf(e.swarm().active(), "") : NO_SWARM_TOLD);
        asked(all, "5.28", e -> Judgement.info("compare what runs with its registry"));
        asked(all, "6.1", e -> counted(e.imagesUsed(), e.images().size(), "images in use"));
        asked(all, "6.2", e -> counted(e.total(), e.running().size(), "containers run"));
        swarm(all, "7.1", true, EngineChecks::managers);
        all.put("7.2", f -> inSwarm(f, false, s -> bound(f)));
        all.put("7.3", f -> inSwarm(f, true, s -> encrypted(f.engine())));
        swarm(all, "7.4", true, EngineChecks::secrets);
        swarm(all, "7.5", true, s -> Judgement.failIf(!s.autolock(), ""));
        swarm(all, "7.6", false, s -> Judgement.MANUAL);
        swarm(all, "7.7", true, EngineChecks::certificates);
        swarm(all, "7.8", false, s -> Judgement.info("see when it was made: docker swarm ca"));
        swarm(all, "7.9", false, s -> Judgement.info("compare docker node inspect self with its data path"));
    }

    private static void asked(
            Map<String, Function<HostFacts, Judgement>> all, String id, Function<EngineFacts, Judgement> check) {
        all.put(id, f -> f.engine().answered() ? check.apply(f.engine()) : EngineFacts.NOT_ASKED);
    }

    private static Judgement counted(OptionalInt part, int whole, String what) {
        return part.isPresent()
                ? Judgement.info(part.getAsInt() + " of " + whole + " " + what)
                : Judgement.unknown("the engine did not list them all");
    }

    /** What one check says of all running containers: the worst wins, and a gap is no pass. */
    private static Judgement eachContainer(String id, HostFacts f) {
        EngineFacts engine = f.engine();
        if (!engine.answered()) {
            return EngineFacts.NOT_ASKED;
        }
        Surroundings around = new Surroundings(
                engine.podman(),
                engine.place(),
                f.appArmor(),
                f.seLinux(),
                engine.security().seccomp(),
                DaemonChecks.noNewPrivileges(f),
                true,
                Optional.empty());
        List<String> bad = new ArrayList<>();
        List<String> noted = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        String notApplicable = "";
        for (ContainerFacts container : engine.running()) {
            Judgement judged = ContainerRules.judge(id, container, around);
            String item = container.name() + (judged.detail().isEmpty() ? "" : " (" + judged.detail() + ")");
            switch (judged.standing()) {
                case FAIL -> bad.add(item);
                case INFO, MANUAL -> noted.add(item);
                case UNKNOWN -> unseen.add(item);
                case NOT_APPLICABLE -> notApplicable = judged.detail();
                case PASS -> {}
            }
        }
        if (!bad.isEmpty()) {
            return Judgement.fail("", bad);
        }
        unseen.addAll(engine.notSeen().containers());
        if (!notApplicable.isEmpty()) {
            return Judgement.notApplicable(notApplicable);
        }
        if (!unseen.isEmpty()) {
            return new Judgement(Standing.UNKNOWN, "not every container could be asked", unseen);
        }
        if (!noted.isEmpty()) {
            return Judgement.info("", noted);
        }
        return engine.running().isEmpty() ? Judgement.notApplicable("no container is running") : Judgement.PASS;
    }

    private static Judgement images(HostFacts f, Predicate<ImageFacts> bad, boolean fails, String what) {
        EngineFacts engine = f.engine();
        if (!engine.answered()) {
            return EngineFacts.NOT_ASKED;
        }
        List<String> found =
                engine.images().stream().filter(bad).map(ImageFacts::name).toList();
        if (!found.isEmpty()) {
            return fails ? Judgement.fail(what, found) : Judgement.info(what, found);
        }
        List<String> unseen = engine.notSeen().images();
        if (!unseen.isEmpty()) {
            return new Judgement(Standing.UNKNOWN, "not every image could be asked", unseen);
        }
        return engine.images().isEmpty() ? Judgement.notApplicable("the engine holds no image") : Judgement.PASS;
    }

    private static Judgement bound(HostFacts f) {
        if (!f.here()) {
            return EngineFacts.ELSEWHERE;
        }
        if (f.swarmPorts().isEmpty()) {
            return Judgement.unknown("/proc/net/tcp can't be read");
        }
        String ports = f.swarmPorts().get().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Judgement.failIf(!ports.isEmpty(), "on every interface: port " + ports);
    }

    /** A worker sees only the networks it has a part in. */
    private static Judgement encrypted(EngineFacts engine) {
        return engine.networks()
                .map(networks -> Judgement.failIf(
                        !networks.open().isEmpty(), "not encrypted: " + String.join(", ", networks.open())))
                .orElse(Judgement.unknown("the engine did not tell its networks"));
    }

    private static void swarm(
            Map<String, Function<HostFacts, Judgement>> all,
            String id,
            boolean manager,
            Function<Swarm, Judgement> check) {
        all.put(id, f -> inSwarm(f, manager, check));
    }

    private static Judgement inSwarm(HostFacts f, boolean manager, Function<Swarm, Judgement> check) {
        if (!f.engine().answered()) {
            return EngineFacts.NOT_ASKED;
        }
        Swarm swarm = f.engine().swarm();
        if (!swarm.known()) {
            return NO_SWARM_TOLD;
        }
        if (!swarm.active()) {
            return Judgement.notApplicable("swarm mode is not enabled");
        }
        return manager && !swarm.manager()
                ? Judgement.unknown("only a manager of the swarm can say, and this node is "
                        + (swarm.state().equals("active") ? "a worker" : swarm.state()))
                : check.apply(swarm);
    }

    private static Judgement managers(Swarm swarm) {
        int managers = swarm.managers();
        if (managers == 0) {
            return Judgement.unknown("the engine did not tell its managers");
        }
        return Judgement.failIf(managers % 2 == 0 || managers > MANAGERS, managers + " managers");
    }

    private static Judgement secrets(Swarm swarm) {
        if (swarm.secrets().isEmpty()) {
            return Judgement.unknown("the engine did not tell its secrets");
        }
        int count = swarm.secrets().getAsInt();
        return count > 0 ? Judgement.PASS : Judgement.info("the swarm keeps no secret");
    }

    private static Judgement certificates(Swarm swarm) {
        Duration life = swarm.certificateLife();
        if (life.isZero()) {
            return Judgement.unknown("the engine did not tell how long they live");
        }
        return life.compareTo(CERTIFICATE_LIFE) <= 0
                ? Judgement.PASS
                : Judgement.info("they live " + life.toHours() + " hours");
    }
}
