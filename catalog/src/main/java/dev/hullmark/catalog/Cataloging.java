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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From an image to its inventory: what is known of a layer is taken from the cache, the rest is read. */
public final class Cataloging {
    private final List<Cataloger> catalogers;
    private final LayerCache cache;
    private final boolean declared;
    private final Flights flights;

    /** @param declared whether lock files count in an image or a system too ({@link Declared}) */
    public Cataloging(List<Cataloger> catalogers, LayerCache cache, boolean declared) {
        this(catalogers, cache, declared, new Flights());
    }

    /**
     * The same, beside others that read images at the same time.
     *
     * @param flights shared by all that share the cache
     */
    public Cataloging(List<Cataloger> catalogers, LayerCache cache, boolean declared, Flights flights) {
        this.catalogers = List.copyOf(catalogers);
        this.cache = cache;
        this.declared = declared;
        this.flights = flights;
    }

    /** The version of each of these catalogers by name, and of what else looks with them. */
    public static Map<String, Integer> versions(List<Cataloger> catalogers) {
        Map<String, Integer> versions = new HashMap<>();
        catalogers.forEach(c -> versions.put(c.name(), c.version()));
        versions.put(Facts.PERMISSIONS, LayerScan.PERMISSIONS_VERSION);
        return versions;
    }

    /**
     * @param image stays open
     * @throws dev.hullmark.model.HullmarkException when the image can't be read
     */
    public Inventory catalog(Image image) {
        Map<Layer, LayerFacts> facts = new LinkedHashMap<>();
        List<Layer> missing = missing(image.layers(), facts);
        List<Coverage> coverage = new ArrayList<>();
        while (!missing.isEmpty()) {
            Set<String> mine = new HashSet<>();
            List<Layer> claimed =
                    missing.stream().filter(layer -> claim(layer, mine)).toList();
            try {
                // Another reading may have ended between the look and the claim.
                read(image, missing(claimed, facts), facts, coverage);
            } finally {
                mine.forEach(flights::release);
            }
            // With nothing in hand, so that nobody waits for us meanwhile.
            List<Layer> others =
                    missing.stream().filter(l -> !claimed.contains(l)).toList();
            others.forEach(layer -> layer.identity().ifPresent(flights::await));
            missing = missing(others, facts);
        }
        coverage.addAll(image.gaps());
        return inventory(image, new ArrayList<>(facts.values()), coverage);
    }

    private boolean claim(Layer layer, Set<String> mine) {
        String identity = layer.identity().orElse("");
        if (identity.isEmpty() || mine.contains(identity)) {
            return true;
        }
        return flights.claim(identity) && mine.add(identity);
    }

    /** Takes what is known of layers; those of which nothing is. */
    private List<Layer> missing(List<Layer> layers, Map<Layer, LayerFacts> facts) {
        List<Layer> missing = new ArrayList<>();
        for (Layer layer : layers) {
            Optional<LayerFacts> known = layer.identity().flatMap(cache::get);
            if (known.isEmpty()) {
                missing.add(layer);
            }
            facts.put(layer, known.orElse(LayerFacts.EMPTY));
        }
        return missing;
    }

    private void read(Image image, List<Layer> missing, Map<Layer, LayerFacts> facts, List<Coverage> coverage) {
        if (missing.isEmpty()) {
            return;
        }
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
        for (Cataloger c : catalogers) {
            covers.put(c.name(), c.covers());
        }
        List<LayerFacts> facts = read;
        if (!declared && (layered || Declared.isSystem(read))) {
            Declared only = new Declared(catalogers);
            facts = only.without(read);
            coverage.addAll(only.coverage());
        }
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
                versions(catalogers),
                merged.facts().withSecrets(secrets));
    }
}
