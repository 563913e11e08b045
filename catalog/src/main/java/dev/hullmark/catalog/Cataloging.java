package dev.hullmark.catalog;

import dev.hullmark.catalog.secret.ConfigSecrets;
import dev.hullmark.image.Image;
import dev.hullmark.image.Layer;
import dev.hullmark.model.Coverage;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From an image to its inventory: what is known of a layer is taken from the cache, the rest is read. */
public final class Cataloging {
    private final List<Cataloger> catalogers;
    private final LayerCache cache;
    private final boolean declared;

    /** @param declared whether lock files count in an image or a system too ({@link Declared}) */
    public Cataloging(List<Cataloger> catalogers, LayerCache cache, boolean declared) {
        this.catalogers = List.copyOf(catalogers);
        this.cache = cache;
        this.declared = declared;
    }

    /**
     * @param image stays open
     * @throws dev.hullmark.model.HullmarkException when the image can't be read
     */
    public Inventory catalog(Image image) {
        Map<Layer, LayerFacts> facts = new LinkedHashMap<>();
        List<Layer> missing = new ArrayList<>();
        for (Layer layer : image.layers()) {
            LayerFacts known = layer.identity().isPresent()
                    ? cache.get(layer.identity().get()).orElse(null)
                    : null;
            if (known == null) {
                missing.add(layer);
            }
            facts.put(layer, known == null ? LayerFacts.EMPTY : known);
        }
        List<Coverage> coverage = new ArrayList<>();
        if (!missing.isEmpty()) {
            read(image, missing, facts, coverage);
        }
        coverage.addAll(image.gaps());
        return inventory(image, new ArrayList<>(facts.values()), coverage);
    }

    private void read(Image image, List<Layer> missing, Map<Layer, LayerFacts> facts, List<Coverage> coverage) {
        Map<Layer, Image.Reading<LayerScan>> readings = image.read(missing, () -> new LayerScan(catalogers));
        for (Layer layer : missing) {
            Image.Reading<LayerScan> reading = readings.get(layer);
            if (reading == null) {
                coverage.add(Coverage.none("layer:" + layer.info().diffId(), "could not be read"));
                continue;
            }
            LayerFacts read = reading.visitor().facts();
            facts.put(layer, read);
            if (!reading.visitor().disturbed()) {
                cache.put(reading.identities(), read);
            }
        }
    }

    private Inventory inventory(Image image, List<LayerFacts> read, List<Coverage> coverage) {
        boolean layered = !image.subject().kind().equals("directory");
        List<LayerInfo> infos = new ArrayList<>();
        if (layered) {
            for (Layer layer : image.layers()) {
                infos.add(layer.info());
            }
        }
        Map<String, String> covers = new HashMap<>();
        Map<String, Integer> versions = new HashMap<>();
        for (Cataloger c : catalogers) {
            covers.put(c.name(), c.covers());
            versions.put(c.name(), c.version());
        }
        List<LayerFacts> facts = read;
        if (!declared && (layered || Declared.isSystem(read))) {
            Declared only = new Declared(catalogers);
            facts = only.without(read);
            coverage.addAll(only.coverage());
        }
        versions.put(Facts.PERMISSIONS, LayerScan.PERMISSIONS_VERSION);
        // Before anything else sees them: what the build steps tell goes into the evidence of packages too.
        ConfigSecrets masked = ConfigSecrets.mask(image.config(), infos);
        Merge.Merged merged = Merge.merge(masked.layers(), facts, covers);
        coverage.addAll(merged.coverage());
        List<Secret> secrets = new ArrayList<>(masked.secrets());
        secrets.addAll(merged.facts().secrets());
        return new Inventory(
                image.subject(),
                merged.distribution(),
                masked.config(),
                masked.layers(),
                merged.packages(),
                coverage,
                versions,
                merged.facts().withSecrets(secrets));
    }
}
