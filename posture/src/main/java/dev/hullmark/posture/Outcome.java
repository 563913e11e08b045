package dev.hullmark.posture;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import java.util.List;

/**
 * What a rule came to about one subject. It passed only when it is {@link Coverage.Status#COMPLETE} and found nothing.
 *
 * @param rule the rule
 * @param status whether it could be judged: complete, partial, none, not applicable, or left to a person
 * @param reason why it is not complete, one clause; "" when complete
 * @param findings what it found
 */
public record Outcome(Rule rule, Coverage.Status status, String reason, List<Finding> findings) {
    public Outcome {
        findings = List.copyOf(findings);
    }

    public static Outcome passed(Rule rule) {
        return new Outcome(rule, Coverage.Status.COMPLETE, "", List.of());
    }

    public static Outcome failed(Rule rule, List<Finding> findings) {
        return new Outcome(rule, Coverage.Status.COMPLETE, "", findings);
    }

    public static Outcome notApplicable(Rule rule, String reason) {
        return new Outcome(rule, Coverage.Status.NOT_APPLICABLE, reason, List.of());
    }

    public static Outcome unknown(Rule rule, String reason) {
        return new Outcome(rule, Coverage.Status.NONE, reason, List.of());
    }

    public Coverage coverage() {
        return new Coverage("rule:" + rule.id(), status, reason);
    }
}
