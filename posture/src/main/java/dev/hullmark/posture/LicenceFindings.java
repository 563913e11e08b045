package dev.hullmark.posture;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Severity;
import dev.hullmark.sbom.SpdxExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Packages whose licence the policy does not let pass. Of {@code A OR B} one must pass, of {@code A AND B} both. Several
 * declarations mean a choice where the ecosystem says so (Maven's POM reference, npm's old {@code licenses}), else all of
 * them. What declares no licence, or one that is not understood, cannot be on an allow list.
 */
final class LicenceFindings {
    private LicenceFindings() {}

    private static final int LONGEST = 80;
    private static final String WHAT = "licences";

    static final List<Rule> RULES = List.of(
            rule("licence-denied", "A package under a licence that --licences-deny names"),
            rule("licence-not-allowed", "A package under no licence that --licences-allow names"),
            rule("licence-unknown", "A package whose licence can't be told, where only some are allowed"));

    private static Rule rule(String id, String title) {
        return new Rule(
                id,
                Finding.Kind.LICENCE,
                Severity.MEDIUM,
                title,
                "Replace the package, or allow its licence",
                List.of());
    }

    static List<Finding> of(List<Package> packages, LicencePolicy policy) {
        List<Finding> findings = new ArrayList<>();
        if (policy.isEmpty()) {
            return findings;
        }
        for (Package p : packages) {
            finding(p, policy).ifPresent(findings::add);
        }
        return findings;
    }

    /** Whether all could be judged; empty when nothing was asked. With an allow list each that could not is a finding. */
    static Optional<Coverage> coverage(List<Package> packages, LicencePolicy policy) {
        if (policy.isEmpty()) {
            return Optional.empty();
        }
        int silent = 0;
        List<Package> strange = new ArrayList<>();
        for (Package p : packages) {
            if (policy.allowed().isEmpty() && judge(p, policy) == Verdict.UNKNOWN) {
                silent += p.licences().isEmpty() ? 1 : 0;
                if (!p.licences().isEmpty()) {
                    strange.add(p);
                }
            }
        }
        List<String> reasons = new ArrayList<>();
        if (silent > 0) {
            reasons.add(silent + " of " + packages.size() + " packages declare no licence");
        }
        if (!strange.isEmpty()) {
            Package first = strange.getFirst();
            reasons.add(strange.size() + " declare names that nobody knows, " + first.name() + " the first: "
                    + cut(first.licences().getFirst()));
        }
        return Optional.of(
                reasons.isEmpty()
                        ? Coverage.complete(WHAT)
                        : Coverage.partial(WHAT, String.join("; ", reasons) + "; whether one is denied is not known"));
    }

    private enum Verdict {
        PASSES,
        UNKNOWN,
        NOT_ALLOWED,
        DENIED
    }

    private static boolean choice(Package p) {
        return p.type() == PackageType.MAVEN || p.type() == PackageType.NPM;
    }

    private static Verdict judge(Package p, LicencePolicy policy) {
        boolean choice = choice(p);
        Verdict verdict = p.licences().isEmpty() ? Verdict.UNKNOWN : choice ? Verdict.DENIED : Verdict.PASSES;
        for (String declared : p.licences()) {
            Verdict one = judge(declared, policy);
            boolean better = one.compareTo(verdict) < 0;
            verdict = better == choice ? one : verdict;
        }
        return verdict;
    }

    private static Optional<Finding> finding(Package p, LicencePolicy policy) {
        String declared =
                p.licences().isEmpty() ? "no licence" : cut(String.join(choice(p) ? " OR " : " AND ", p.licences()));
        return switch (judge(p, policy)) {
            case PASSES -> Optional.empty();
            case UNKNOWN ->
                policy.allowed().isEmpty()
                        ? Optional.empty()
                        : Optional.of(finding(
                                p,
                                "licence-unknown",
                                Severity.MEDIUM,
                                declared + " is declared: not known to be allowed"));
            case NOT_ALLOWED ->
                Optional.of(finding(p, "licence-not-allowed", Severity.HIGH, declared + " is not allowed"));
            case DENIED -> Optional.of(finding(p, "licence-denied", Severity.HIGH, declared + " is denied"));
        };
    }

    private static Verdict judge(String declared, LicencePolicy policy) {
        // One name that nobody knows must not hide a denied one that it is joined with, nor a choice beside it.
        Optional<String> expression = LicenceNames.expression(declared)
                .or(() -> Optional.of(declared.strip()).filter(SpdxExpression::isCompound));
        if (expression.isEmpty()) {
            boolean allowed = policy.allowed().contains(declared)
                    || (declared.startsWith("LicenseRef-") && policy.allows(declared));
            return policy.denies(declared) ? Verdict.DENIED : allowed ? Verdict.PASSES : Verdict.UNKNOWN;
        }
        if (!SpdxExpression.holds(expression.get(), licence -> !policy.denies(licence))) {
            return Verdict.DENIED;
        }
        boolean allowed =
                SpdxExpression.holds(expression.get(), licence -> policy.allows(licence) && !policy.denies(licence));
        return allowed ? Verdict.PASSES : Verdict.NOT_ALLOWED;
    }

    private static Finding finding(Package p, String id, Severity severity, String title) {
        return Findings.of(
                Finding.Kind.LICENCE,
                id,
                severity,
                title,
                new Finding.PackageRef(p.purl(), p.name(), p.version()),
                p.evidence(),
                "Replace the package, or have its licence reviewed and waive this finding");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
