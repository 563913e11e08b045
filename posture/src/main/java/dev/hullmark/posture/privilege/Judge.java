package dev.hullmark.posture.privilege;

import dev.hullmark.model.RunSettings;
import dev.hullmark.posture.image.EffectiveUser;
import java.util.List;

/**
 * Decides what each runtime makes of the image.
 *
 * @param settings those advised
 * @param broke what came of another user than root when it was tried; "" when it works, or nobody tried
 */
record Judge(EffectiveUser user, List<Reason> reasons, RunSettings settings, String broke) {
    Verdict of(Runtime runtime) {
        if (user.status() == EffectiveUser.Status.UNRESOLVABLE) {
            return new Verdict(runtime, Verdict.Answer.DOES_NOT_START, user.reason());
        }
        if (user.status() == EffectiveUser.Status.UNKNOWN) {
            return new Verdict(runtime, Verdict.Answer.UNKNOWN, user.reason());
        }
        if (blocked(Reason.Kind.KERNEL)) {
            return new Verdict(runtime, Verdict.Answer.NEEDS_PRIVILEGES, "it changes the kernel");
        }
        boolean root = user.status() == EffectiveUser.Status.ROOT;
        if (root && !broke.isEmpty()) {
            return broken(runtime);
        }
        if (root && blocked(Reason.Kind.SEVERAL_USERS)) {
            return new Verdict(runtime, Verdict.Answer.NEEDS_A_CHANGE, "it works as several users");
        }
        if (blocked(Reason.Kind.LOW_PORT) && runtime.ports() != Runtime.Ports.FREE) {
            return new Verdict(
                    runtime,
                    Verdict.Answer.NEEDS_A_CHANGE,
                    "ports below 1024 are guarded"
                            + switch (runtime) {
                                case PODMAN -> ": another port, or --sysctl " + RunSettings.LOW_PORTS + "=0";
                                case CONTAINERD -> " unless enable_unprivileged_ports is on, as in containerd 2";
                                case DOCKER, KUBERNETES -> ": another port, or the pod's sysctl";
                            });
        }
        if (root) {
            return new Verdict(
                    runtime,
                    Verdict.Answer.CAN_RUN_WITHOUT_ROOT,
                    "can run without root: start it as " + settings.user()
                            + (runtime == Runtime.DOCKER ? " (--user alone)" : ""));
        }
        boolean refused = runtime == Runtime.KUBERNETES && !user.numeric();
        return new Verdict(
                runtime,
                Verdict.Answer.RUNS_WITHOUT_ROOT,
                "runs as " + user.uid() + (refused ? "; runAsNonRoot wants the number said" : ""));
    }

    private Verdict broken(Runtime runtime) {
        if (!settings.user().isEmpty()) {
            return new Verdict(runtime, Verdict.Answer.NEEDS_A_CHANGE, "tried as " + settings.user() + ": " + broke);
        }
        List<String> capabilities = settings.capabilities();
        String with = capabilities.isEmpty() ? "no capability" : String.join(", ", capabilities);
        return new Verdict(
                runtime, Verdict.Answer.NEEDS_PRIVILEGES, "it works as root with " + with + "; without: " + broke);
    }

    private boolean blocked(Reason.Kind kind) {
        return reasons.stream().anyMatch(r -> r.kind() == kind && r.blocks());
    }
}
