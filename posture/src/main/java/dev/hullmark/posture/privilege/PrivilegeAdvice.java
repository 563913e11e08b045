package dev.hullmark.posture.privilege;

import dev.hullmark.model.RunSettings;
import dev.hullmark.posture.image.EffectiveUser;
import java.util.List;

/**
 * What an image needs of root, and what to do.
 *
 * @param user who it runs as today
 * @param verdicts one for each runtime, in the order of {@link Runtime}
 * @param reasons what may need root; none when nothing was found
 * @param settings to start it with
 * @param lowPorts exposed ports below 1024, {@code 80/tcp}
 * @param writable why each of the settings' writable paths is there, in their order
 * @param warnings what to look at before and after
 * @param dockerfile lines to append to the last stage of the Dockerfile; none when nothing needs to change there
 */
public record PrivilegeAdvice(
        EffectiveUser user,
        List<Verdict> verdicts,
        List<Reason> reasons,
        RunSettings settings,
        List<String> lowPorts,
        List<String> writable,
        List<String> warnings,
        List<String> dockerfile) {
    public PrivilegeAdvice {
        verdicts = List.copyOf(verdicts);
        reasons = List.copyOf(reasons);
        lowPorts = List.copyOf(lowPorts);
        writable = List.copyOf(writable);
        warnings = List.copyOf(warnings);
        dockerfile = List.copyOf(dockerfile);
    }
}
