package dev.hullmark.cli;

import dev.hullmark.match.Ecosystems;
import dev.hullmark.model.Finding;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.report.GatePolicy;
import dev.hullmark.report.ReportReader;
import dev.hullmark.report.Since;
import dev.hullmark.sbom.Sboms;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a verdict is compared with: an earlier JSON report, whose findings are taken as they stand, or a bill of materials,
 * which is judged by the same advisories as the subject, so that a new advisory about an old package is nothing new.
 */
final class Baseline {
    private final String name;
    private final Optional<Inventory> inventory;
    private final List<Finding> findings;

    private Baseline(String name, Optional<Inventory> inventory, List<Finding> findings) {
        this.name = name;
        this.inventory = inventory;
        this.findings = findings;
    }

    /** @throws HullmarkException when the file is neither, or the policy asks what is new and there is no file */
    static Optional<Baseline> read(Optional<Path> file, GatePolicy policy) {
        if (file.isEmpty()) {
            if (policy.failOn().isPresent() && policy.failOn().get().usesNew()) {
                throw new HullmarkException("--fail-on asks what is new, but there is no --baseline to compare with");
            }
            return Optional.empty();
        }
        Path path = file.get();
        if (ReportReader.recognises(path)) {
            Report report = ReportReader.read(path);
            return Optional.of(new Baseline(path.toString(), Optional.empty(), report.findings()));
        }
        return Optional.of(new Baseline(path.toString(), Optional.of(Sboms.read(path)), List.of()));
    }

    /** Feeds that judging it needs. */
    Set<String> feeds() {
        return inventory.isPresent() ? Ecosystems.shards(inventory.get()) : Set.of();
    }

    /** @param judge judges the inventory of before as the subject was */
    Since beside(Report report, Function<Inventory, Report> judge) {
        List<Finding> before =
                inventory.isPresent() ? judge.apply(inventory.get()).findings() : findings;
        return Since.of(name, before, report.findings());
    }
}
