package dev.hullmark.posture.host;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.ReportOrder;
import dev.hullmark.model.Subject;
import dev.hullmark.posture.Judgement;
import dev.hullmark.posture.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An audit in the one currency: what failed as findings, everything else as coverage. */
public final class HostFindings {
    private HostFindings() {}

    /** Most urgent first. */
    public static List<Finding> of(HostAudit audit) {
        List<Finding> findings = new ArrayList<>();
        for (HostAudit.Line line : audit.lines()) {
            Judgement judged = line.judgement();
            if (judged.standing() != Judgement.Standing.FAIL) {
                continue;
            }
            if (judged.items().isEmpty()) {
                findings.add(finding(line, ""));
            }
            judged.items().forEach(item -> findings.add(finding(line, item)));
        }
        findings.sort(ReportOrder.MOST_URGENT_FIRST);
        return findings;
    }

    private static Finding finding(HostAudit.Line line, String item) {
        Rule rule = line.check().rule();
        String detail = line.judgement().detail();
        String said = item.isEmpty() ? detail : item;
        // A container's name has no blank; what follows it says what is the matter.
        int blank = item.indexOf(" (");
        String name = blank < 0 ? item : item.substring(0, blank);
        boolean file = name.startsWith("/");
        return new Finding(
                Finding.keyOf(rule.kind(), rule.id(), "", name),
                rule.id(),
                rule.kind(),
                rule.severity(),
                rule.title() + (said.isEmpty() ? "" : ": " + said),
                about(line, name),
                Optional.empty(),
                List.of(),
                file ? List.of(Evidence.of(name)) : List.of(),
                Optional.empty(),
                Optional.empty(),
                rule.remediation() + " (" + rule.sources().getFirst() + ")",
                Optional.empty());
    }

    private static Optional<Subject> about(HostAudit.Line line, String name) {
        String id = line.check().id();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (line.check().section().equals("5") || id.equals("4.1")) {
            return Optional.of(new Subject("container", name, "", "container"));
        }
        return line.check().section().equals("4")
                ? Optional.of(new Subject("image", name, "", "docker"))
                : Optional.empty();
    }

    /** What each check saw, then what the engine did not tell, and what going rootless needs. */
    public static List<Coverage> coverage(HostAudit audit) {
        List<Coverage> coverage = new ArrayList<>();
        for (HostAudit.Line line : audit.lines()) {
            coverage.add(coverage(line.check().rule().id(), line.judgement()));
        }
        for (String sentence : audit.notSeen()) {
            coverage.add(Coverage.partial("engine", sentence));
        }
        coverage.add(new Coverage("engine-mode", Coverage.Status.MANUAL, audit.mode()));
        for (Readiness ready : audit.readiness()) {
            boolean fails = ready.judgement().standing() == Judgement.Standing.FAIL;
            coverage.add(
                    fails
                            ? new Coverage(
                                    "rule:" + ready.id(),
                                    Coverage.Status.MANUAL,
                                    "missing to go rootless: "
                                            + ready.judgement().detail())
                            : coverage(ready.id(), ready.judgement()));
        }
        return coverage;
    }

    private static Coverage coverage(String rule, Judgement judged) {
        String reason = judged.detail()
                + (judged.items().isEmpty()
                        ? ""
                        : (judged.detail().isEmpty() ? "" : ": ") + String.join(", ", judged.items()));
        return switch (judged.standing()) {
            case PASS, FAIL -> Coverage.complete("rule:" + rule);
            case NOT_APPLICABLE -> new Coverage("rule:" + rule, Coverage.Status.NOT_APPLICABLE, reason);
            case UNKNOWN -> Coverage.none("rule:" + rule, reason);
            case INFO -> new Coverage("rule:" + rule, Coverage.Status.MANUAL, reason);
            case MANUAL -> new Coverage("rule:" + rule, Coverage.Status.MANUAL, "only a person can judge it");
        };
    }
}
