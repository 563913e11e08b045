package dev.hullmark.cli;

import dev.hullmark.model.Finding;
import dev.hullmark.model.HullmarkException;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Report;
import dev.hullmark.model.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a scan's inventory is kept to be judged again. */
final class StoreOptions {
    static final Section SECTION =
            new Section("store", "What is kept to be judged again", List.of(Property.of("no-store")));

    private static final int LONGEST_NAME = 300;

    @Option(
            names = "--store-as",
            paramLabel = "NAME",
            description = "Keep the inventory for 'rejudge' under this name; so a directory or SBOM is kept too.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--no-store", description = "Do not keep the inventory for 'rejudge'.")
    private boolean none;

    /** Keeps an image's inventory, or anything that was given a name. Failing costs a sentence, never the scan. */
    void keep(Inventory inventory, Report report, Context context) {
        if (none || (name.isEmpty() && !inventory.subject().kind().equals("image"))) {
            return;
        }
        try {
            InventoryStore.in(context.home().inventories()).put(named(inventory), withoutLicences(report));
        } catch (IOException | HullmarkException e) {
            context.say("the inventory could not be kept for rejudge (" + e.getMessage() + ")");
        }
    }

    /** Which licences may be there is this scan's own question: nobody asks it when the inventory is judged again. */
    private static Report withoutLicences(Report report) {
        List<Finding> findings = report.findings().stream()
                .filter(f -> f.kind() != Finding.Kind.LICENCE)
                .toList();
        return new Report(
                report.subject(), report.scanner(), report.coverage(), report.packages(), findings, report.base());
    }

    private Inventory named(Inventory inventory) {
        if (name.isEmpty()) {
            return inventory;
        }
        if (name.get().isBlank() || name.get().length() > LONGEST_NAME) {
            throw new HullmarkException("the name is empty or longer than " + LONGEST_NAME + " characters");
        }
        Subject subject = inventory.subject();
        return new Inventory(
                new Subject(subject.kind(), name.get(), subject.digest(), subject.source()),
                inventory.distribution(),
                inventory.config(),
                inventory.layers(),
                inventory.packages(),
                inventory.coverage(),
                inventory.catalogers(),
                inventory.facts());
    }
}
