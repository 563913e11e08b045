package dev.hullmark.sbom;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.SourcePackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Trivy and Syft say of a component in properties of their own. */
final class ForeignComponents {
    private static final String TRIVY = "aquasecurity:trivy:";

    private ForeignComponents() {}

    /** The layers Trivy names at the image. */
    static List<LayerInfo> layers(Component root) {
        List<LayerInfo> layers = new ArrayList<>();
        String diffIds = root.property(TRIVY + "DiffID");
        int start = 0;
        while (start < diffIds.length() && layers.size() < Limits.ENTRIES) {
            int comma = diffIds.indexOf(',', start);
            int end = comma < 0 ? diffIds.length() : comma;
            layers.add(new LayerInfo(layers.size(), diffIds.substring(start, end), ""));
            start = end + 1;
        }
        return layers;
    }

    static Distribution distribution(Component c) {
        String stated = c.property("syft:distro:id");
        String version = c.property("syft:distro:versionID");
        String id = Distributions.id(stated.isEmpty() ? c.name : stated);
        return new Distribution(
                id,
                Distributions.version(id, version.isEmpty() ? c.version : version),
                c.property("syft:distro:versionCodename"),
                c.property("syft:distro:prettyName"),
                c.property("syft:distro:idLike:0"));
    }

    static Package complete(Package p, Component c, List<LayerInfo> layers) {
        String name = c.group.isEmpty() ? c.name : c.group + "/" + c.name;
        Package whole = PurlPackages.named(p, name).withLicences(c.licences).withEvidence(evidence(c, layers));
        return source(p, c).map(whole::withSource).orElse(whole);
    }

    private static Optional<SourcePackage> source(Package p, Component c) {
        if (!p.type().ofDistribution()) {
            return Optional.empty();
        }
        String name = c.property(TRIVY + "SrcName");
        if (!name.isEmpty()) {
            String release = c.property(TRIVY + "SrcRelease");
            String version = c.property(TRIVY + "SrcVersion") + (release.isEmpty() ? "" : "-" + release);
            return Optional.of(
                    new SourcePackage(name, PurlPackages.withEpoch(c.property(TRIVY + "SrcEpoch"), version)));
        }
        if (p.source().isPresent()) {
            return p.source();
        }
        String rpm = c.property("syft:metadata:sourceRpm");
        if (!rpm.isEmpty()) {
            return PurlPackages.sourceRpm(rpm);
        }
        String syft = c.property("syft:metadata:source");
        String origin = syft.isEmpty() ? c.property("syft:metadata:originPackage") : syft;
        if (origin.isEmpty()) {
            return Optional.empty();
        }
        String version = c.property("syft:metadata:sourceVersion");
        return Optional.of(new SourcePackage(origin, version.isEmpty() ? p.version() : version));
    }

    private static List<Evidence> evidence(Component c, List<LayerInfo> layers) {
        List<Evidence> all = new ArrayList<>();
        String path = c.property(TRIVY + "FilePath");
        if (!path.isEmpty()) {
            all.add(at(path, c.property(TRIVY + "LayerDiffID"), layers));
        }
        for (int i = 0; all.size() < Limits.ENTRIES; i++) {
            String syft = c.property("syft:location:" + i + ":path");
            if (syft.isEmpty()) {
                break;
            }
            all.add(at(syft, c.property("syft:location:" + i + ":layerID"), layers));
        }
        if (all.isEmpty()) {
            for (String location : c.locations) {
                all.add(Evidence.of(location));
            }
        }
        return all;
    }

    private static Evidence at(String path, String diffId, List<LayerInfo> layers) {
        int index = -1;
        for (LayerInfo layer : layers) {
            if (layer.diffId().equals(diffId)) {
                index = layer.index();
            }
        }
        return new Evidence(path.startsWith("/") ? path : "/" + path, diffId, index, "", 0);
    }
}
