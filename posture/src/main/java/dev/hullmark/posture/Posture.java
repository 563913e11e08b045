package dev.hullmark.posture;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.ReportOrder;
import dev.hullmark.posture.image.ImageRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks an inventory: a pure function over what was read, so a stored one is checked again without the image. */
public final class Posture {
    private Posture() {}

    /** The rules about what an inventory holds, but for those about secrets. */
    public static List<Rule> rules() {
        List<Rule> all = new ArrayList<>(PermissionFindings.RULES);
        all.addAll(LicenceFindings.RULES);
        all.addAll(ImageRules.rules());
        return List.copyOf(all);
    }

    /** A rule by its id; empty when there is none. */
    public static Optional<Rule> rule(String id) {
        return rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /**
     * What the checks say.
     *
     * @param findings in the order of {@link ReportOrder}
     * @param coverage whether anybody looked for what was checked, and what each rule about the image came to
     */
    public record Checked(List<Finding> findings, List<Coverage> coverage) {
        public Checked {
            findings = List.copyOf(findings);
            coverage = List.copyOf(coverage);
        }
    }

    public static Checked check(Inventory inventory, LicencePolicy policy) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(SecretFindings.of(inventory.facts().secrets()));
        findings.addAll(PermissionFindings.of(inventory.facts().specialFiles()));
        findings.addAll(LicenceFindings.of(inventory.packages(), policy));
        List<Coverage> coverage = new ArrayList<>();
        looked(inventory, Facts.SECRETS, "nobody looked for them in files", coverage);
        looked(inventory, Facts.PERMISSIONS, "nobody noted the permissions of files", coverage);
        LicenceFindings.coverage(inventory.packages(), policy).ifPresent(coverage::add);
        if (inventory.config().isEmpty() && !inventory.subject().kind().equals("directory")) {
            coverage.add(new Coverage(
                    Facts.CONFIGURATION,
                    Coverage.Status.NOT_APPLICABLE,
                    "the document does not tell the image's configuration: who it runs as is not known"));
        }
        for (Outcome outcome : ImageRules.check(inventory)) {
            findings.addAll(outcome.findings());
            coverage.add(outcome.coverage());
        }
        findings.sort(ReportOrder.MOST_URGENT_FIRST);
        return new Checked(findings, coverage);
    }

    /** What was looked for and has no gap is complete; what was not looked for is said, and is no gap unless asked for. */
    private static void looked(Inventory inventory, String what, String otherwise, List<Coverage> coverage) {
        if (!inventory.catalogers().containsKey(what)) {
            coverage.add(new Coverage(what, Coverage.Status.NOT_APPLICABLE, otherwise));
        } else if (inventory.coverage().stream().noneMatch(c -> c.what().equals(what))) {
            coverage.add(Coverage.complete(what));
        }
    }
}
