package dev.hullmark.posture;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.ReportOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks an inventory: a pure function over what was read, so a stored one is checked again without the image. */
public final class Posture {
    private Posture() {}

    /** What the rules about permissions say, by id. */
    private static final Map<String, String> PERMISSIONS = Map.of(
            "setuid-file", "A program that runs as its owner, whoever starts it",
            "setgid-file", "A program that runs as its group, whoever starts it",
            "file-capabilities", "A program that runs with capabilities, whoever starts it",
            "world-writable-file", "A file that anyone may change, unless its directory is told of",
            "world-writable-directory", "A directory in which anyone may change what others put there");

    /** What the rules about licences say, by id. */
    private static final Map<String, String> LICENCES = Map.of(
            "licence-denied", "A package under a licence that --licences-deny names",
            "licence-not-allowed", "A package under no licence that --licences-allow names",
            "licence-unknown", "A package whose licence can't be told, where only some are allowed");

    /** What a rule about permissions says; empty when there is no such rule. */
    public static Optional<String> permissionRule(String id) {
        return Optional.ofNullable(PERMISSIONS.get(id));
    }

    /** What a rule about licences says; empty when there is no such rule. */
    public static Optional<String> licenceRule(String id) {
        return Optional.ofNullable(LICENCES.get(id));
    }

    /**
     * What the checks say.
     *
     * @param findings in the order of {@link ReportOrder}
     * @param coverage whether anybody looked for what was checked
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
        findings.sort(ReportOrder.MOST_URGENT_FIRST);
        List<Coverage> coverage = new ArrayList<>();
        looked(inventory, Facts.SECRETS, "nobody looked for them in files", coverage);
        looked(inventory, Facts.PERMISSIONS, "nobody noted the permissions of files", coverage);
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
