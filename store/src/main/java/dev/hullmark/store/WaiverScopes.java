package dev.hullmark.store;

import dev.hullmark.model.Glob;
import dev.hullmark.store.Waivers.Entry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Where waivers hold. Rather nowhere than one place too many: a waiver for one place must not hide what is in others. */
final class WaiverScopes {
    private final Handle h;
    private final HeldFindings findings;

    WaiverScopes(Handle h, HeldFindings findings) {
        this.h = h;
        this.findings = findings;
    }

    /** Of these images, which all have the finding, those where the waiver holds. */
    long[] covered(Entry entry, Held held, long[] images) {
        if (images.length == 0 || !entry.waiver().matches(held.finding())) {
            return Ids.NONE;
        }
        String target = entry.draft().scope().target();
        return switch (entry.draft().scope().level()) {
            case ALL -> images;
            case IMAGE -> Ids.both(images, ofDigest(target));
            case REPOSITORY -> ofRepositories(target.split(","), images);
            case LAYER -> ofLayer(target, held, images);
        };
    }

    private long[] ofDigest(String digest) {
        return h.select("select id from image where digest = ?", digest).mapTo(Long.class).list().stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** All names that an image has now count, or all that it had when it has none any more. */
    private long[] ofRepositories(String[] patterns, long[] images) {
        Map<Long, Set<String>> now = new HashMap<>();
        Map<Long, Set<String>> ever = new HashMap<>();
        for (List<Long> some : Chunks.of(Arrays.stream(images).boxed().toList())) {
            h.createQuery("select image_id, repository, until from tag where image_id in (<some>)")
                    .bindList("some", some)
                    .map((row, context) -> {
                        long image = row.getLong(1);
                        ever.computeIfAbsent(image, i -> new HashSet<>()).add(row.getString(2));
                        row.getLong(3);
                        if (row.wasNull()) {
                            now.computeIfAbsent(image, i -> new HashSet<>()).add(row.getString(2));
                        }
                        return image;
                    })
                    .list();
        }
        return Arrays.stream(images)
                .filter(image -> {
                    Set<String> names = now.getOrDefault(image, ever.getOrDefault(image, Set.of()));
                    return !names.isEmpty()
                            && names.stream().allMatch(name -> Arrays.stream(patterns)
                                    .anyMatch(pattern -> Glob.matches(pattern, name)));
                })
                .toArray();
    }

    /** Every package that the finding is of must have come with the layer. */
    private long[] ofLayer(String diffId, Held held, long[] images) {
        Map<Long, Set<Integer>> places = new HashMap<>();
        h.createQuery("select image_id, position from image_layer where diff_id = :layer")
                .bind("layer", diffId)
                .map((row, context) -> Map.entry(row.getLong(1), row.getInt(2)))
                .forEach(row -> places.computeIfAbsent(row.getKey(), i -> new HashSet<>())
                        .add(row.getValue()));
        return Arrays.stream(images)
                .filter(image -> held.holders().entrySet().stream()
                        .filter(holder -> Arrays.binarySearch(holder.getValue(), image) >= 0)
                        .allMatch(holder -> holder.getKey() != Held.ITSELF
                                && places.getOrDefault(image, Set.of()).contains(findings.layer(holder.getKey()))))
                .toArray();
    }
}
