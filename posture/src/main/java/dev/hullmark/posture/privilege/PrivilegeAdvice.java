package dev.hullmark.posture.privilege;

import dev.hullmark.model.RunSettings;
import dev.hullmark.posture.image.EffectiveUser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an image needs of root, and what to do.
 *
 * @param user who it runs as today
 * @param verdicts one for each runtime, in the order of {@link Runtime}
 * @param reasons what may need root; none when nothing was found
 * @param settings to start it with
 * @param lowPorts exposed ports below 1024, {@code 80/tcp}
 * @param volumes which of the settings' writable paths the image declares as volumes: Docker makes those writable itself
 * @param data which of them are no such volumes, but hold what the service keeps: they want one
 * @param warnings what to look at before and after
 * @param dockerfile lines to append to the last stage of the Dockerfile; none when nothing needs to change there
 */
public record PrivilegeAdvice(
        EffectiveUser user,
        List<Verdict> verdicts,
        List<Reason> reasons,
        RunSettings settings,
        List<String> lowPorts,
        List<String> volumes,
        List<String> data,
        List<String> warnings,
        List<String> dockerfile) {
    public PrivilegeAdvice {
        verdicts = List.copyOf(verdicts);
        reasons = List.copyOf(reasons);
        lowPorts = List.copyOf(lowPorts);
        volumes = List.copyOf(volumes);
        data = List.copyOf(data);
        warnings = List.copyOf(warnings);
        dockerfile = List.copyOf(dockerfile);
    }

    /** The same with more to look at, first. */
    public PrivilegeAdvice noting(List<String> more) {
        List<String> all = new ArrayList<>(more);
        all.addAll(warnings);
        return new PrivilegeAdvice(user, verdicts, reasons, settings, lowPorts, volumes, data, all, dockerfile);
    }

    /** Volumes that the Dockerfile's lines give to the advised user. */
    public List<String> owned() {
        return user.status() == EffectiveUser.Status.ROOT ? onVolumes() : List.of();
    }

    /** The writable paths that are volumes, or should be. */
    public List<String> onVolumes() {
        return Stream.concat(volumes.stream(), data.stream()).toList();
    }

    /** Whether anything needs to change so that it runs without root everywhere. */
    public boolean isFine() {
        return verdicts.stream().allMatch(v -> v.answer() == Verdict.Answer.RUNS_WITHOUT_ROOT);
    }
}
