package dev.hullmark.posture;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Severity;
import java.util.List;
import java.util.Optional;

/** Makes findings that no advisory is about. */
public final class Findings {
    private Findings() {}

    /** Places listed of one finding. */
    private static final int PLACES = 50;

    /**
     * A finding about the subject as a whole: its key is the same whatever the subject is called, so that an image and
     * what describes it have the same.
     *
     * @param path what tells it from others of the same rule
     */
    static Finding of(
            Finding.Kind kind,
            String id,
            Severity severity,
            String title,
            String path,
            List<Evidence> evidence,
            String remediation) {
        return make(
                Finding.keyOf(kind, id, "", path), kind, id, severity, title, Optional.empty(), evidence, remediation);
    }

    /** What a rule found, as bad as the rule says. */
    public static Finding of(Rule rule, String title, String path, List<Evidence> evidence) {
        return of(rule, rule.severity(), title, path, evidence, rule.remediation());
    }

    /** What a rule found, where the evidence says better how bad it is and what to do. */
    public static Finding of(
            Rule rule, Severity severity, String title, String path, List<Evidence> evidence, String remediation) {
        return of(rule.kind(), rule.id(), severity, title, path, evidence, remediation);
    }

    /** A finding about a package. */
    static Finding of(
            Finding.Kind kind,
            String id,
            Severity severity,
            String title,
            Finding.PackageRef pkg,
            List<Evidence> evidence,
            String remediation) {
        return make(
                Finding.keyOf(kind, id, pkg.purl(), ""),
                kind,
                id,
                severity,
                title,
                Optional.of(pkg),
                evidence,
                remediation);
    }

    private static Finding make(
            String key,
            Finding.Kind kind,
            String id,
            Severity severity,
            String title,
            Optional<Finding.PackageRef> pkg,
            List<Evidence> evidence,
            String remediation) {
        return new Finding(
                key,
                id,
                kind,
                severity,
                title,
                Optional.empty(),
                pkg,
                List.of(),
                evidence.size() > PLACES ? evidence.subList(0, PLACES) : evidence,
                Optional.empty(),
                Optional.empty(),
                remediation,
                Optional.empty());
    }
}
