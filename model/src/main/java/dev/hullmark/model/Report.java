package dev.hullmark.model;

import java.util.List;
import java.util.Optional;

/**
 * The verdict on one subject.
 *
 * @param subject what was judged
 * @param scanner who judged, with what knowledge
 * @param coverage how much was seen
 * @param packages how many packages were found
 * @param findings most urgent first, in the order of {@link ReportOrder}
 * @param base the image it was built on, when that is known
 */
public record Report(
        Subject subject,
        Scanner scanner,
        List<Coverage> coverage,
        int packages,
        List<Finding> findings,
        Optional<Base> base) {

    /**
     * @param version Hullmark's version
     * @param feedsDigest identity of the advisory index used, or "" for none
     * @param feedsUpdated when its knowledge was last confirmed, RFC 3339 in UTC, or ""
     */
    public record Scanner(String version, String feedsDigest, String feedsUpdated) {}

    public Report {
        coverage = List.copyOf(coverage);
        findings = List.copyOf(findings);
    }

    /** A report on a subject whose base is not known. */
    public Report(Subject subject, Scanner scanner, List<Coverage> coverage, int packages, List<Finding> findings) {
        this(subject, scanner, coverage, packages, findings, Optional.empty());
    }

    public Report withBase(Optional<Base> newBase) {
        return new Report(subject, scanner, coverage, packages, findings, newBase);
    }
}
