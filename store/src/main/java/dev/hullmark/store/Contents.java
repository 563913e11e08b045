package dev.hullmark.store;

import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.Severity;
import dev.hullmark.sbom.InventoryJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What an image holds with what is found of it, for whoever looks at one image. */
public final class Contents {
    private final Database database;

    public Contents(Database database) {
        this.database = database;
    }

    /**
     * An open finding.
     *
     * @param key the finding's
     * @param id of the vulnerability or the rule
     * @param fixedIn the lowest version without it, or ""
     * @param source the advisory's own id at its source, or ""
     * @param firstSeen when it was first known of the package, in whatever image
     * @param cause why it came or last changed, or ""
     */
    public record Open(
            String key,
            String id,
            Kind kind,
            Severity severity,
            boolean exploited,
            String fixedIn,
            String source,
            String title,
            Instant firstSeen,
            String cause) {}

    /** A package and what is found of it; the worst first. */
    public record Held(Package pkg, List<Open> findings) {
        public Held {
            findings = List.copyOf(findings);
        }
    }

    /**
     * One image.
     *
     * @param inventory all but its packages
     * @param own what is found of the image itself; the worst first
     * @param waived by the finding's key, the waiver that hides it
     */
    public record Content(Inventory inventory, List<Held> packages, List<Open> own, Map<String, Waivers.Entry> waived) {
        public Content {
            waived = Map.copyOf(waived);
            packages = List.copyOf(packages);
            own = List.copyOf(own);
        }
    }

    /** Empty when the image was never read. */
    public Optional<Content> of(long image) {
        return database.read(h -> Inventories.bare(h, image)
                .map(bare -> new Content(bare, packages(h, image, bare), open(own(h, image)), waived(h, image))));
    }

    private static List<Held> packages(Handle h, long image, Inventory bare) {
        Map<Long, List<Open>> findings = new HashMap<>();
        h.createQuery("select f.* from image_set i join set_package s on s.set_id = i.set_id"
                        + " join package_finding f on f.package_id = s.package_id"
                        + " where i.image_id = :image and f.gone_at is null")
                .bind("image", image)
                .map((row, context) -> Map.entry(
                        row.getLong("package_id"),
                        read(
                                row,
                                row.getInt("exploited") > 0,
                                row.getString("fixed_in"),
                                row.getString("source"),
                                row.getString("cause"))))
                .forEach(one -> findings.computeIfAbsent(one.getKey(), id -> new ArrayList<>())
                        .add(one.getValue()));
        Map<Long, Package> packages = new LinkedHashMap<>();
        h.createQuery("select p.id, p.body from image_set i join set_package s on s.set_id = i.set_id"
                        + " join package p on p.id = s.package_id where i.image_id = :image")
                .bind("image", image)
                .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
                .forEach(one -> packages.put(one.getKey(), InventoryJson.readPackage(one.getValue(), bare.layers())));
        List<Held> held = new ArrayList<>();
        packages.forEach((id, p) -> held.add(new Held(p, open(findings.getOrDefault(id, List.of())))));
        held.sort(Comparator.comparing((Held one) -> one.pkg().name())
                .thenComparing(one -> one.pkg().version()));
        return held;
    }

    private static Map<String, Waivers.Entry> waived(Handle h, long image) {
        Map<String, Waivers.Entry> waived = new HashMap<>();
        h.select("select key, min(waiver_id) from waived where image_id = ? group by key", image)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(one -> WaiverRows.byId(h, one.getValue()).ifPresent(entry -> waived.put(one.getKey(), entry)));
        return waived;
    }

    private static List<Open> own(Handle h, long image) {
        return h.createQuery("select * from image_finding where image_id = :image and gone_at is null")
                .bind("image", image)
                .map((row, context) -> read(row, false, "", "", row.getString("cause")))
                .list();
    }

    private static Open read(ResultSet row, boolean exploited, String fixedIn, String source, String cause)
            throws SQLException {
        return new Open(
                row.getString("key"),
                row.getString("vulnerability"),
                Findings.kind(row.getString("kind")),
                Findings.severity(row.getString("severity")),
                exploited,
                fixedIn,
                source,
                row.getString("title"),
                Instant.ofEpochMilli(row.getLong("first_seen")),
                cause);
    }

    private static List<Open> open(List<Open> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(Open::severity)
                        .thenComparing(one -> !one.exploited())
                        .thenComparing(Open::id))
                .toList();
    }
}
