package dev.hullmark.cli;

import dev.hullmark.model.FindingDelta;
import dev.hullmark.model.Report;
import java.util.List;
import java.util.Optional;

/**
 * Two verdicts beside each other.
 *
 * @param packages nothing when one side is a report, which names no packages but the affected
 * @param gaps what could not be judged on a side, one sentence each: there, gained and lost say little
 */
record Difference(
        Report before, Report after, Optional<PackageDelta> packages, FindingDelta findings, List<String> gaps) {}
