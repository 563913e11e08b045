package dev.hullmark.posture.host;

import dev.hullmark.posture.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Every check of the host by its id: pure functions over {@link HostFacts}. */
final class HostChecks {
    private HostChecks() {}

    private static final Map<String, Function<HostFacts, Judgement>> ALL = all();

    /** @param trusted who may control the engine; empty when nobody said */
    static Judgement judge(String id, HostFacts facts, Set<String> trusted) {
        Function<HostFacts, Judgement> check = ALL.get(id);
        if (check == null) {
            throw new IllegalArgumentException("no check " + id);
        }
        return id.equals("1.1.2") ? users(facts, trusted) : check.apply(facts);
    }

    static Set<String> ids() {
        return ALL.keySet();
    }

    private static Map<String, Function<HostFacts, Judgement>> all() {
        Map<String, Function<HostFacts, Judgement>> all = new LinkedHashMap<>();
        all.put("1.1.1", HostChecks::ownPartition);
        all.put("1.1.2", f -> users(f, Set.of()));
        all.put("1.2.1", f -> Judgement.info("a benchmark of the host's distribution says more"));
        all.put("1.2.2", HostChecks::version);
        FileChecks.addTo(all);
        DaemonChecks.addTo(all);
        EngineChecks.addTo(all);
        return all;
    }

    /** With remapped users each has a directory of its own below the one that is mounted. */
    private static Judgement ownPartition(HostFacts f) {
        if (!f.engine().answered()) {
            return EngineFacts.NOT_ASKED;
        }
        if (!f.here()) {
            return EngineFacts.ELSEWHERE;
        }
        String directory = f.engine().rootDir();
        if (directory.isEmpty()) {
            return Judgement.unknown("the engine does not tell where its data lies");
        }
        if (f.engine().mode() == EngineFacts.Mode.USERNS_REMAP) {
            directory = directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
        }
        if (f.partitions().isEmpty()) {
            return Judgement.unknown("/proc/self/mountinfo can't be read");
        }
        return Judgement.failIf(!f.partitions().contains(directory), directory + " is no partition of its own");
    }

    private static Judgement users(HostFacts f, Set<String> trusted) {
        if (f.gaps().containsKey("/etc/group")) {
            return Judgement.unknown("/etc/group: " + f.gaps().get("/etc/group"));
        }
        if (f.group().isEmpty()) {
            return Judgement.notApplicable("no group but root's may use the engine's socket");
        }
        String name = f.group().get().name();
        if (!f.group().get().listed()) {
            return Judgement.unknown("the members of the group " + name + " are not in /etc/group");
        }
        List<String> members = f.group().get().members();
        if (trusted.isEmpty()) {
            return members.isEmpty()
                    ? Judgement.info("nobody is in the group " + name)
                    : Judgement.info("in the group " + name + ", as good as root", members);
        }
        List<String> doubtful = new ArrayList<>(members);
        doubtful.removeAll(trusted);
        return doubtful.isEmpty() ? Judgement.PASS : Judgement.fail("not trusted", doubtful);
    }

    private static Judgement version(HostFacts f) {
        return f.engine().answered() ? Judgement.info("version " + f.engine().version()) : EngineFacts.NOT_ASKED;
    }
}
