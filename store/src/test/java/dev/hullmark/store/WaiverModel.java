package dev.hullmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Severity;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What waivers should come to, said again in the simplest way, one image at a time. */
final class WaiverModel {
    private WaiverModel() {}

    private record Row(String key, String vulnerability, Severity severity, String pkg, int layer) {}

    private static List<Row> open(Database database, long image) {
        return database.read(h -> {
            List<Row> rows = h.select(
                            "select f.key, f.vulnerability, f.severity, p.body from image_set i"
                                    + " join set_package s on s.set_id = i.set_id join package p on p.id = s.package_id"
                                    + " join package_finding f on f.package_id = p.id where i.image_id = ?"
                                    + " and f.gone_at is null",
                            image)
                    .map((row, context) -> {
                        var p = new StoredPackage("", row.getString(4)).read();
                        return new Row(
                                row.getString(1),
                                row.getString(2),
                                Findings.severity(row.getString(3)),
                                p.name() + "@" + p.version(),
                                p.evidence().getFirst().layerIndex());
                    })
                    .list();
            rows.addAll(h.select(
                            "select key, vulnerability, severity from image_finding where image_id = ? and gone_at is null",
                            image)
                    .map((row, context) ->
                            new Row(row.getString(1), row.getString(2), Findings.severity(row.getString(3)), "", -1))
                    .list());
            return rows;
        });
    }

    private static boolean covers(Waivers.Entry w, Row row, String digest, Set<String> repositories) {
        if (!w.waiver().id().equals(row.vulnerability())) {
            return false;
        }
        String pattern = w.waiver().packagePattern();
        if (!pattern.isEmpty() && !row.pkg().equals(pattern) && !row.pkg().startsWith(pattern + "@")) {
            return false;
        }
        String target = w.draft().scope().target();
        return switch (w.draft().scope().level()) {
            case ALL -> true;
            case IMAGE -> target.equals(digest);
            case REPOSITORY -> Set.of(target.split(",")).containsAll(repositories);
            // The layers of the tests' inventories.
            case LAYER -> row.layer() >= 0 && target.equals(row.layer() == 0 ? "sha256:base" : "sha256:" + digest);
        };
    }

    /** Open keys of an image, and whether each is hidden. */
    static Map<String, Boolean> expected(Database database, long image, String digest) {
        List<Waivers.Entry> inForce = new Waivers(database).page("", false, Long.MAX_VALUE, 10_000);
        Set<String> repositories = new HashSet<>(
                database.read(h -> h.select("select repository from tag where image_id = ? and until is null", image)
                        .mapTo(String.class)
                        .list()));
        if (repositories.isEmpty()) {
            repositories.addAll(database.read(h -> h.select("select repository from tag where image_id = ?", image)
                    .mapTo(String.class)
                    .list()));
        }
        Map<String, List<Row>> byKey = open(database, image).stream().collect(Collectors.groupingBy(Row::key));
        Map<String, Boolean> expected = new TreeMap<>();
        byKey.forEach((key, rows) -> expected.put(key, inForce.stream().anyMatch(w -> rows.stream()
                .allMatch(row -> covers(w, row, digest, repositories)))));
        return expected;
    }

    /** Checks the image's counts and what is kept as hidden. */
    static void check(Database database, Images.Image image, String digest) {
        Map<String, Boolean> expected = expected(database, image.id(), digest);
        Map<String, Severity> severities = new HashMap<>();
        open(database, image.id()).forEach(row -> severities.put(row.key(), row.severity()));
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, 0);
        }
        expected.forEach((key, hidden) -> {
            if (!hidden) {
                counts.merge(severities.getOrDefault(key, Severity.UNKNOWN), 1, Integer::sum);
            }
        });
        assertThat(hidden(database, image.id())).as("hidden of " + digest).isEqualTo(keys(expected));
        assertThat(image.findings()).as("counts of " + digest).isEqualTo(counts);
    }

    private static Set<String> keys(Map<String, Boolean> expected) {
        return expected.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    static Set<String> hidden(Database database, long image) {
        return new HashSet<>(database.read(h -> h.select("select key from waived where image_id = ?", image)
                .mapTo(String.class)
                .list()));
    }
}
