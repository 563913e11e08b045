package dev.hullmark.posture.host;

import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Judgement.Standing;
import dev.hullmark.posture.container.ContainerFacts;
import dev.hullmark.posture.container.ContainerRules;
import dev.hullmark.posture.container.SecurityOptions;
import dev.hullmark.posture.container.Surroundings;
import dev.hullmark.posture.host.EngineFacts.ImageFacts;
import dev.hullmark.posture.host.EngineFacts.Swarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sections 4 to 7: images, running containers, what is kept, and swarm. */
final class EngineChecks {
    private EngineChecks() {}

    private static final int MANAGERS = 7;
    private static final int CERTIFICATE_DAYS = 2;

    /** Words of package managers that refresh their lists, and those that then install. */
    private static final List<String> UPDATES =
            List.of("apt-get update", "apt update", "apk update", "yum update", "dnf update", "zypper refresh");

    private static final List<String> INSTALLS = List.of(" install", " add ", " upgrade", "dist-upgrade");

    static void addTo(Map<String, Function<HostFacts, Judgement>> all) {
        for (String id : ContainerRules.ids()) {
            all.put(id, f -> eachContainer(id, f));
        }
        for (String id : List.of("4.2", "4.3", "4.4", "4.8", "4.10", "4.11", "4.12", "5.23", "5.24")) {
            all.put(id, f -> Judgement.MANUAL);
        }
        all.put("4.5", f -> Judgement.failIf(!f.contentTrust(), "DOCKER_CONTENT_TRUST is not set"));
        all.put("4.6", f -> images(f, image -> !image.healthcheck(), true, "without HEALTHCHECK"));
        all.put("4.7", f -> images(f, EngineChecks::updatesAlone, false, "with a step that only updates"));
        all.put("4.9", f -> images(f, EngineChecks::adds, false, "built with ADD"));
        asked(all, "5.1", e -> Judgement.failIf(e.swarm().active(), ""));
        asked(all, "5.28", e -> Judgement.info("compare what runs with its registry"));
        asked(
                all,
                "6.1",
                e -> Judgement.info(e.imagesUsed() + " of " + e.images().size() + " images in use"));
        asked(all, "6.2", e -> Judgement.info(e.running().size() + " of " + e.total() + " containers run"));
        swarm(all, "7.1", true, EngineChecks::managers);
        all.put("7.2", f -> inSwarm(f, false, s -> Judgement.failIf(f.swarmListens(), "port 2377 on every interface")));
        all.put(
                "7.3",
                f -> inSwarm(
                        f,
                        false,
                        s -> Judgement.failIf(
                                !f.engine().openNetworks().isEmpty(),
                                "not encrypted: " + String.join(", ", f.engine().openNetworks()))));
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
                new SecurityOptions(engine.securityOptions()).seccomp(),
                Optional.of(f.daemon().is("no-new-privileges", true)),
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
        engine.notSeen().stream().filter(s -> s.startsWith("container")).forEach(unseen::add);
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
        List<String> unseen = engine.notSeen().stream()
                .filter(s -> s.startsWith("image") || s.startsWith("the history") || s.startsWith("its list of images"))
                .toList();
        if (!unseen.isEmpty()) {
            return new Judgement(Standing.UNKNOWN, "not every image could be asked", unseen);
        }
        return engine.images().isEmpty() ? Judgement.notApplicable("the engine holds no image") : Judgement.PASS;
    }

    private static boolean updatesAlone(ImageFacts image) {
        return image.steps().stream()
                .anyMatch(step -> UPDATES.stream().anyMatch(step::contains)
                        && INSTALLS.stream().noneMatch(step::contains));
    }

    /** The first step of nearly every image is its root file system, which has to be added. */
    private static boolean adds(ImageFacts image) {
        return image.steps().stream()
                .skip(1)
                .map(s -> s.toUpperCase(Locale.ROOT))
                .anyMatch(step -> step.startsWith("ADD ") || step.contains("#(NOP) ADD "));
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
        if (!swarm.active()) {
            return Judgement.notApplicable("swarm mode is not enabled");
        }
        return manager && !swarm.manager()
                ? Judgement.unknown("only a manager of the swarm can say, and this node is a worker")
                : check.apply(swarm);
    }

    private static Judgement managers(Swarm swarm) {
        int managers = swarm.managers();
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
        long days = swarm.certificateDays();
        return days > 0 && days <= CERTIFICATE_DAYS ? Judgement.PASS : Judgement.info("they live " + days + " days");
    }
}
