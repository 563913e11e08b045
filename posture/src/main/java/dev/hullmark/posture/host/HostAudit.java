package dev.hullmark.posture.host;

import dev.hullmark.engine.EngineClient;
import dev.hullmark.posture.CisDocker;
import dev.hullmark.posture.Judgement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A host and its engine, checked.
 *
 * @param started when the look began
 * @param host its name, or ""
 * @param engine what answered and where, in words
 * @param mode whose root a container's root is, in words
 * @param lines each check that was asked for
 * @param user who would go rootless, or ""
 * @param readiness what that user has and lacks; empty when not asked for
 * @param notSeen what could not be asked of the engine, one sentence each
 */
public record HostAudit(
        Instant started,
        String host,
        String engine,
        String mode,
        List<Line> lines,
        String user,
        List<Readiness> readiness,
        List<String> notSeen) {
    /** One check and what it came to. */
    public record Line(CisDocker.Check check, Judgement judgement) {
        /** docker-bench's word for it: what is not applicable or was not seen is INFO, never PASS. */
        public String word() {
            return switch (judgement.standing()) {
                case PASS -> "PASS";
                case FAIL -> "WARN";
                case MANUAL -> "NOTE";
                case NOT_APPLICABLE, UNKNOWN, INFO -> "INFO";
            };
        }
    }

    /**
     * What is wanted.
     *
     * @param trustedUsers who may control the engine; empty when nobody said
     * @param user who would go rootless; "" for the one who asks
     */
    public record Wanted(Selection selection, Set<String> trustedUsers, String user) {
        public Wanted {
            trustedUsers = Set.copyOf(trustedUsers);
        }
    }

    public HostAudit {
        lines = List.copyOf(lines);
        readiness = List.copyOf(readiness);
        notSeen = List.copyOf(notSeen);
    }

    /**
     * Looks and judges.
     *
     * @param root where the host's files are: {@code /}, or where a container has them mounted
     * @param variables the environment of whoever asks
     * @param engine connects to the engine; may throw what {@link EngineClient#connect} does
     */
    public static HostAudit of(Path root, Map<String, String> variables, Supplier<EngineClient> engine, Wanted wanted) {
        Instant started = Instant.now();
        return judge(HostReader.read(root, variables, engine, wanted.user()), wanted, started);
    }

    static HostAudit judge(HostFacts facts, Wanted wanted, Instant started) {
        List<Line> lines = new ArrayList<>();
        for (CisDocker.Check check : CisDocker.checks()) {
            if (wanted.selection().has(check)) {
                lines.add(new Line(check, HostChecks.judge(check.id(), facts, wanted.trustedUsers())));
            }
        }
        EngineFacts engine = facts.engine();
        return new HostAudit(
                started,
                facts.name(),
                engine.answered()
                        ? (engine.podman() ? "Podman " : "Docker ") + engine.version() + " at " + engine.place()
                        : "",
                engine.mode().says(),
                lines,
                facts.rootless().user(),
                wanted.selection().hasRootless() ? Readiness.of(facts.rootless()) : List.of(),
                engine.notSeen().all());
    }

    /** As docker-bench counts: one up for each scored pass, one down for each warning. */
    public int score() {
        int score = 0;
        for (Line line : lines) {
            if (line.check().scored()) {
                score += line.judgement().standing() == Judgement.Standing.PASS ? 1 : 0;
                score -= line.judgement().standing() == Judgement.Standing.FAIL ? 1 : 0;
            }
        }
        return score;
    }
}
