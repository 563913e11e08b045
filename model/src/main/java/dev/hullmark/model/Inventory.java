package dev.hullmark.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything a scan read out of one subject. Immutable; matching and the image checks are pure functions over it, so a
 * stored inventory is judged again without the image.
 *
 * @param subject what was read
 * @param distribution the distribution, when the subject says so
 * @param config the image's configuration, when the subject is an image
 * @param layers base first; empty when the subject is no image
 * @param packages sorted by type, name, version, first evidence
 * @param coverage what could not be read, and why
 * @param catalogers the version of each cataloger that looked, by name: a newer version makes this inventory stale
 * @param facts what was read besides packages; of files only as far as {@code catalogers} looked
 */
public record Inventory(
        Subject subject,
        Optional<Distribution> distribution,
        Optional<ImageConfig> config,
        List<LayerInfo> layers,
        List<Package> packages,
        List<Coverage> coverage,
        Map<String, Integer> catalogers,
        Facts facts) {

    public Inventory {
        layers = List.copyOf(layers);
        packages = List.copyOf(packages);
        coverage = List.copyOf(coverage);
        catalogers = java.util.Collections.unmodifiableMap(new TreeMap<>(catalogers));
    }

    public Inventory withFacts(Facts newFacts) {
        return new Inventory(subject, distribution, config, layers, packages, coverage, catalogers, newFacts);
    }
}
