package dev.hullmark.store;

import dev.hullmark.model.Distribution;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.sbom.InventoryJson;
import java.util.List;
import java.util.Optional;

/**
 * A package as it is kept: once for all images that hold it at the same layer and path.
 *
 * @param distribution of the images, where advisories of the distribution judge it; see {@link #distribution()}
 * @param body its JSON
 */
record StoredPackage(String distribution, String body) {
    private static final String SEPARATOR = "\n";

    static StoredPackage of(Package p, Optional<Distribution> distribution, List<LayerInfo> layers) {
        String judgedBy = p.type().ofDistribution()
                ? distribution
                        .map(d ->
                                String.join(SEPARATOR, d.id(), d.versionId(), d.codename(), d.prettyName(), d.idLike()))
                        .orElse("")
                : "";
        return new StoredPackage(judgedBy, InventoryJson.packageText(p, layers));
    }

    String hash() {
        return Hashes.of(distribution, body);
    }

    /** The package, its evidence without the layers' digests: these are the image's. */
    Package read() {
        return InventoryJson.readPackage(body, List.of());
    }

    Optional<Distribution> ofDistribution() {
        String[] d = distribution.split(SEPARATOR, -1);
        return d.length == 5 ? Optional.of(new Distribution(d[0], d[1], d[2], d[3], d[4])) : Optional.empty();
    }
}
