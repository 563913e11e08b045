package dev.hullmark.store;

import dev.hullmark.model.Finding;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.model.Severity;
import dev.hullmark.sbom.InventoryJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is found of an image, and in which images something is found: page by page. */
public final class ImageFindings {
    private static final String RANK = "case f.severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2"
            + " when 'low' then 3 when 'negligible' then 4 else 5 end";

    private static final String PAGE = """
            select * from (
                select %s as urgency, f.key, f.vulnerability, f.kind, f.severity, f.title, f.exploited, f.fixed_in, f.cause,
                    f.first_seen, p.body, '' as path, -1 as layer, '' as remediation
                from (
                    select f.key, min(f.package_id) as package_id
                    from image_set i
                        join set_package s on s.set_id = i.set_id
                        join package_finding f on f.package_id = s.package_id
                    where i.image_id = :image and f.gone_at is null
                    group by f.key
                ) mine
                    join package_finding f on f.package_id = mine.package_id and f.key = mine.key
                    join package p on p.id = f.package_id
                union all
                select %s, f.key, f.vulnerability, f.kind, f.severity, f.title, 0, '', f.cause, f.first_seen, '', f.path,
                    f.layer, f.remediation
                from image_finding f where f.image_id = :image and f.gone_at is null
            ) found
            where (urgency, key) > (:urgency, :key)
            order by urgency, key limit :most
            """.formatted(RANK, RANK);

    private static final String HOLDERS = """
            select i.*, held.first_seen, held.worst, held.purl, held.package_count
            from (
                select image_id, min(first_seen) as first_seen, min(urgency) as worst, min(purl) as purl,
                    sum(packages) as package_count
                from (
                    select s.image_id, f.first_seen, %s as urgency, f.purl, 1 as packages
                    from image_set s
                        join set_package p on p.set_id = s.set_id
                        join package_finding f on f.package_id = p.package_id
                    where s.image_id in (<images>) and f.vulnerability = :id and f.gone_at is null
                    union all
                    select f.image_id, f.first_seen, %s, '', 0
                    from image_finding f
                    where f.image_id in (<images>) and f.vulnerability = :id and f.gone_at is null
                ) found
                group by image_id
            ) held join image i on i.id = held.image_id
            order by i.id
            """.formatted(RANK, RANK);

    private static final int NAMES = 20;

    private final Database database;

    public ImageFindings(Database database) {
        this.database = database;
    }

    /**
     * A finding of an image.
     *
     * @param urgency for the page that follows
     * @param pkg empty when it is about the image itself
     * @param fixedIn the lowest version without it, or ""
     * @param path where it lies, or ""
     * @param layer the one it came with, where known
     * @param since when it was first known of this image
     * @param cause of its coming, one clause; "" when it was there from the first
     * @param waiver that says it does not count, if there is one
     */
    public record Found(
            int urgency,
            String key,
            String id,
            Finding.Kind kind,
            Severity severity,
            String title,
            boolean exploited,
            Optional<Package> pkg,
            String fixedIn,
            String path,
            Optional<LayerInfo> layer,
            Instant since,
            String cause,
            String remediation,
            Optional<Waivers.Entry> waiver) {}

    /** Before everything. */
    public static final int FIRST = -1;

    /**
     * What is open of an image, the most urgent first.
     *
     * @param urgency of the last one of the page before, or {@link #FIRST}
     * @param key its key, or ""
     * @param most how many
     */
    public List<Found> page(long image, int urgency, String key, int most, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return database.read(h -> {
            Map<String, List<Waivers.Entry>> waived = Waivers.ofImage(h, image, today);
            List<LayerInfo> layers = layers(h, image);
            long known = h.select("select coalesce(known_since, 0) from image where id = ?", image)
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(0L);
            return h.createQuery(PAGE)
                    .bind("image", image)
                    .bind("urgency", urgency)
                    .bind("key", key)
                    .bind("most", most)
                    .map((row, context) -> found(row, layers, known, waived))
                    .list();
        });
    }

    private static List<LayerInfo> layers(Handle h, long image) {
        return h.select("select inventory from image where id = ? and inventory is not null", image)
                .mapTo(byte[].class)
                .findOne()
                .map(body -> Inventories.unpacked(body).layers())
                .orElse(List.of());
    }

    private static Found found(
            ResultSet row, List<LayerInfo> layers, long known, Map<String, List<Waivers.Entry>> waived)
            throws SQLException {
        String body = row.getString("body");
        Optional<Package> pkg =
                body.isEmpty() ? Optional.empty() : Optional.of(InventoryJson.readPackage(body, layers));
        Optional<dev.hullmark.model.Evidence> where =
                pkg.flatMap(p -> p.evidence().stream().findFirst());
        int layer = where.map(dev.hullmark.model.Evidence::layerIndex).orElse(row.getInt("layer"));
        return new Found(
                row.getInt("urgency"),
                row.getString("key"),
                row.getString("vulnerability"),
                Findings.kind(row.getString("kind")),
                Findings.severity(row.getString("severity")),
                row.getString("title"),
                row.getInt("exploited") > 0,
                pkg,
                row.getString("fixed_in"),
                where.map(dev.hullmark.model.Evidence::path).orElse(row.getString("path")),
                layers.stream().filter(l -> l.index() == layer).findFirst(),
                Instant.ofEpochMilli(Math.max(known, row.getLong("first_seen"))),
                row.getString("cause"),
                row.getString("remediation"),
                waived.getOrDefault(row.getString("key"), List.of()).stream().findFirst());
    }

    /**
     * An image that something is found in.
     *
     * @param names it has now
     * @param purl one of its packages it is found in, or ""
     * @param packages in how many of them
     * @param since when it was first known of this image
     */
    public record Holder(
            Images.Image image, List<String> names, Severity severity, String purl, int packages, Instant since) {}

    /**
     * Images that something is found in, in the order they came.
     *
     * @param vulnerability its id, or a rule's
     * @param after the id of the last image of the page before, or 0
     */
    public List<Holder> holders(String vulnerability, long after, int most) {
        return database.read(h -> {
            List<Long> images = HoldingImages.page(h, database.postgres(), vulnerability, false, after, most);
            if (images.isEmpty()) {
                return List.of();
            }
            Map<Long, List<String>> names = HoldingImages.names(h, images, NAMES);
            return h.createQuery(HOLDERS)
                    .bindList("images", images)
                    .bind("id", vulnerability)
                    .map((row, context) -> {
                        Images.Image image = Images.read(row, context);
                        return new Holder(
                                image,
                                names.getOrDefault(image.id(), List.of()),
                                List.of(Severity.values()).get(row.getInt("worst")),
                                row.getString("purl"),
                                row.getInt("package_count"),
                                Instant.ofEpochMilli(Math.max(row.getLong("known_since"), row.getLong("first_seen"))));
                    })
                    .list();
        });
    }
}
