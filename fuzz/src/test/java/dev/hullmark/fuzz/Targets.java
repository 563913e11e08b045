package dev.hullmark.fuzz;

import dev.hullmark.advisories.AdvisoryTargets;
import dev.hullmark.catalog.CatalogTargets;
import dev.hullmark.cli.ConfigTargets;
import dev.hullmark.engine.EngineTargets;
import dev.hullmark.image.ImageTargets;
import dev.hullmark.match.MatchTargets;
import dev.hullmark.model.ModelTargets;
import dev.hullmark.posture.PostureTargets;
import dev.hullmark.posture.container.ContainerTargets;
import dev.hullmark.posture.dockerfile.DockerfileTargets;
import dev.hullmark.report.ReportTargets;
import dev.hullmark.sbom.SbomTargets;
import dev.hullmark.sensor.event.SensorTargets;
import dev.hullmark.server.hosts.AgentTargets;
import dev.hullmark.server.upload.UploadTargets;
import dev.hullmark.server.watch.EventTargets;
import dev.hullmark.signature.SignatureTargets;
import java.util.List;
import java.util.function.Supplier;

/** All there are, by room; those that whoever makes an image writes first. */
public final class Targets {
    private static final List<Supplier<List<Target>>> ROOMS = List.of(
            ImageTargets::layers,
            CatalogTargets::all,
            AdvisoryTargets::all,
            SbomTargets::all,
            ReportTargets::all,
            ImageTargets::documents,
            EngineTargets::all,
            SignatureTargets::all,
            () -> List.of(DockerfileTargets.dockerfile(), ContainerTargets.inspection(), ContainerTargets.sockets()),
            Targets::expressions,
            MatchTargets::all,
            ConfigTargets::all,
            () -> List.of(UploadTargets.upload(), EventTargets.events(), AgentTargets.report(), SensorTargets.dns()));

    private Targets() {}

    public static List<Target> all() {
        return ROOMS.stream().flatMap(room -> room.get().stream()).toList();
    }

    private static List<Target> expressions() {
        return List.of(Choice.of(
                "expressions",
                ModelTargets.purl(),
                PostureTargets.licence(),
                SbomTargets.expression(),
                ReportTargets.failOn()));
    }

    /** Where to find a target again without making those of other rooms. */
    static int room(String name) {
        for (int room = 0; room < ROOMS.size(); room++) {
            if (ROOMS.get(room).get().stream().anyMatch(target -> target.name().equals(name))) {
                return room;
            }
        }
        throw new IllegalArgumentException("there is no target " + name + "; there are " + all());
    }

    static Target of(int room, String name) {
        return ROOMS.get(room).get().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
