package dev.hullmark.server.ui;

import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Severity;
import dev.hullmark.store.Contents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image from its base up: each build step with what it brought.
 *
 * @param own what is found of the image and no layer
 */
public record LayerRows(List<Row> rows, List<Contents.Open> own) {
    public LayerRows {
        rows = List.copyOf(rows);
        own = List.copyOf(own);
    }

    /**
     * One layer.
     *
     * @param packages how many it brought
     * @param affected those with findings
     * @param counts of their findings
     */
    public record Row(LayerInfo layer, int packages, List<Contents.Held> affected, Map<Severity, Integer> counts) {
        public Row {
            affected = List.copyOf(affected);
        }
    }

    static LayerRows of(Contents.Content content) {
        Map<Integer, List<Contents.Held>> byLayer = new TreeMap<>();
        for (Contents.Held held : content.packages()) {
            int layer = held.pkg().evidence().isEmpty()
                    ? -1
                    : held.pkg().evidence().getFirst().layerIndex();
            byLayer.computeIfAbsent(layer, l -> new ArrayList<>()).add(held);
        }
        List<Row> rows = new ArrayList<>();
        content.inventory()
                .layers()
                .forEach(layer -> rows.add(row(layer, byLayer.getOrDefault(layer.index(), List.of()))));
        List<Contents.Held> elsewhere = byLayer.getOrDefault(-1, List.of());
        if (!elsewhere.isEmpty()) {
            rows.add(row(new LayerInfo(-1, "", ""), elsewhere));
        }
        return new LayerRows(rows, content.own());
    }

    private static Row row(LayerInfo layer, List<Contents.Held> packages) {
        List<Contents.Held> affected =
                packages.stream().filter(held -> !held.findings().isEmpty()).toList();
        return new Row(
                layer,
                packages.size(),
                affected,
                PackageRows.counts(affected.stream()
                        .flatMap(held -> held.findings().stream())
                        .toList()));
    }
}
