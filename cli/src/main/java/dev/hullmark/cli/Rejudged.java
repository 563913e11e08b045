package dev.hullmark.cli;

import dev.hullmark.match.Change;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Report;
import dev.hullmark.model.Subject;
import dev.hullmark.report.GateResult;
import java.util.List;
import java.util.Optional;

/**
 * A stored inventory judged again.
 *
 * @param gaps the kinds of package that nothing could judge
 */
record Rejudged(Subject subject, Report report, List<Change> changes, List<Coverage> gaps, Optional<GateResult> gate) {}
