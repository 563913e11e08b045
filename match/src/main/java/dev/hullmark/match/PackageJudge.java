package dev.hullmark.match;

import dev.hullmark.advisories.AdvisoryIndex;
import dev.hullmark.model.Distribution;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Package;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges packages one by one, whichever images hold them: what is found in an image is what is found of its packages.
 * Remembers every question; for one thread.
 */
public final class PackageJudge {
    private final Judge judge;
    private final FindingMaker maker;

    public PackageJudge(AdvisoryIndex index) {
        judge = new Judge(index);
        maker = new FindingMaker(index);
    }

    /**
     * What a package is looked up by. The answers to these, and what {@link AdvisoryIndex#kev} and
     * {@link AdvisoryIndex#epss} say, are all that a judgement depends on.
     */
    public record Lookup(String ecosystem, String name) {}

    /** @param distribution of the image that holds it */
    public List<Finding> findings(Package p, Optional<Distribution> distribution) {
        return p.owner().isEmpty()
                ? findings(p, judge.judge(p, Ecosystems.of(p, distribution)))
                : List.of(); // judged with the package that installed it
    }

    Judge.Judgement judgement(Package p, List<String> ecosystems) {
        return judge.judge(p, ecosystems);
    }

    List<Finding> findings(Package p, Judge.Judgement judgement) {
        if (judgement.hits().isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Folding.Group group : Folding.fold(judgement.hits())) {
            findings.add(maker.make(p, group));
        }
        return findings;
    }

    /** What a package is looked up by; nothing for one that no advisories are known for. */
    public static Set<Lookup> lookups(Package p, Optional<Distribution> distribution) {
        Set<Lookup> lookups = new LinkedHashSet<>();
        if (p.owner().isEmpty()) {
            for (String ecosystem : Ecosystems.of(p, distribution)) {
                if (VersionOrders.named(ecosystem).isPresent()) {
                    Judge.names(p, ecosystem).forEach(name -> lookups.add(new Lookup(ecosystem, name.name())));
                }
            }
        }
        return lookups;
    }
}
