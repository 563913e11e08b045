package dev.hullmark.fuzz;

import dev.hullmark.advisories.AdvisoryTargets;
import dev.hullmark.catalog.CatalogTargets;
import dev.hullmark.cli.ConfigTargets;
import dev.hullmark.engine.EngineTargets;
import dev.hullmark.image.ImageTargets;
import dev.hullmark.match.MatchTargets;
import dev.hullmark.model.ModelTargets;
import dev.hullmark.posture.PostureTargets;
import dev.hullmark.report.ReportTargets;
import dev.hullmark.sbom.SbomTargets;
import dev.hullmark.signature.SignatureTargets;
import java.util.List;
import java.util.stream.Stream;

/** All there are; those that whoever makes an image writes first. */
public final class Targets {
    private Targets() {}

    public static List<Target> all() {
        return Stream.of(
                        ImageTargets.layers(),
                        CatalogTargets.all(),
                        AdvisoryTargets.all(),
                        SbomTargets.all(),
                        ReportTargets.all(),
                        ImageTargets.documents(),
                        EngineTargets.all(),
                        SignatureTargets.all(),
                        ModelTargets.all(),
                        PostureTargets.all(),
                        MatchTargets.all(),
                        ConfigTargets.all())
                .flatMap(List::stream)
                .toList();
    }

    public static Target named(String name) {
        return all().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no target " + name + "; there are " + all()));
    }
}
