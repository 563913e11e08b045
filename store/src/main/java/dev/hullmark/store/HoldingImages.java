package dev.hullmark.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Which images hold one thing that is found: a page of their ids first, so that the rest is asked of these alone. */
final class HoldingImages {
    private static final String NAMED =
            "and exists (select 1 from tag t where t.image_id = x.image_id and t.until is null)";

    private HoldingImages() {}

    /**
     * Ids of images that hold it, rising.
     *
     * @param id the vulnerability's, or a rule's
     * @param named whether only images count that have a name now
     * @param after the last one of the page before, or 0
     */
    static List<Long> page(Handle h, boolean postgres, String id, boolean named, long after, int most) {
        return h.createQuery(page(postgres, named ? NAMED : ""))
                .bind("id", id)
                .bind("after", after)
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    private static String page(boolean postgres, String only) {
        return """
                with hit as materialized (
                    select distinct s.set_id
                    from package_finding f join set_package s on s.package_id = f.package_id
                    where f.vulnerability = :id and f.gone_at is null
                )
                select image_id from (
                    select image_id from (%s) of_packages
                    union
                    select image_id from (
                        select distinct x.image_id from image_finding x
                        where x.vulnerability = :id and x.gone_at is null and x.image_id > :after %s
                        order by x.image_id limit :most
                    ) of_images
                ) held
                order by image_id limit :most
                """.formatted(postgres ? ofEachSet(only) : ofAllSets(only), only);
    }

    /** Of each set the first images alone: a base's set is in nearly all. */
    private static String ofEachSet(String only) {
        return """
                select distinct first.image_id from hit cross join lateral (
                    select x.image_id from image_set x
                    where x.set_id = hit.set_id and x.image_id > :after %s
                    order by x.image_id limit :most
                ) first
                """.formatted(only);
    }

    private static String ofAllSets(String only) {
        return """
                select distinct x.image_id from image_set x
                where x.set_id in (select set_id from hit) and x.image_id > :after %s
                order by x.image_id limit :most
                """.formatted(only);
    }

    /** Names that images have now, by image; of each the first ones. */
    static Map<Long, List<String>> names(Handle h, List<Long> images, int most) {
        Map<Long, List<String>> names = new HashMap<>();
        if (!images.isEmpty()) {
            h.createQuery("select image_id, name from (select image_id, name, row_number() over (partition by image_id"
                            + " order by name) as place from (select distinct image_id, name from tag"
                            + " where image_id in (<images>) and until is null) now) numbered"
                            + " where place <= :most order by image_id, place")
                    .bindList("images", images)
                    .bind("most", most)
                    .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
                    .forEach(one -> names.computeIfAbsent(one.getKey(), image -> new ArrayList<>())
                            .add(one.getValue()));
        }
        return names;
    }
}
