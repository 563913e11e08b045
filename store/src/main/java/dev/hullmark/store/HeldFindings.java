package dev.hullmark.store;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.PackageRef;
import dev.hullmark.model.Package;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads open findings with the packages and images that have them, in one transaction. */
final class HeldFindings {
    private final Handle h;
    private final Map<Long, Package> packages = new HashMap<>();
    private final Map<Long, long[]> images = new HashMap<>();

    HeldFindings(Handle h) {
        this.h = h;
    }

    /** Those of one vulnerability, in all images. */
    List<Held> ofVulnerability(String id) {
        return everywhere("vulnerability in (<ids>) or source in (<ids>)", "vulnerability in (<ids>)", List.of(id));
    }

    /** Those with these keys, in all images. */
    List<Held> ofKeys(Collection<String> keys) {
        List<Held> held = new ArrayList<>();
        Chunks.of(keys).forEach(some -> held.addAll(everywhere("key in (<ids>)", "key in (<ids>)", some)));
        return held;
    }

    private List<Held> everywhere(String ofPackages, String ofImages, List<String> ids) {
        Map<String, Map<Long, Finding>> byKey = new LinkedHashMap<>();
        h.createQuery("select * from package_finding where gone_at is null and (" + ofPackages
                        + ") order by key, package_id")
                .bindList("ids", ids)
                .map((row, context) -> Map.entry(row.getLong("package_id"), Findings.read(row)))
                .forEach(row -> byKey.computeIfAbsent(row.getValue().key(), k -> new LinkedHashMap<>())
                        .put(row.getKey(), row.getValue()));
        Map<Finding, List<Long>> own = new LinkedHashMap<>();
        h.createQuery("select * from image_finding where gone_at is null and (" + ofImages + ")")
                .bindList("ids", ids)
                .map((row, context) -> Map.entry(own(row), row.getLong("image_id")))
                .forEach(row -> own.computeIfAbsent(row.getKey(), k -> new ArrayList<>())
                        .add(row.getValue()));
        List<Held> held = new ArrayList<>();
        byKey.values().forEach(rows -> {
            Map<Long, long[]> holders = new HashMap<>();
            rows.keySet().forEach(id -> holders.put(id, images(id)));
            held.add(held(rows, holders));
        });
        own.forEach((f, having) -> held.add(own(f, having)));
        return held;
    }

    /** Those of one image that waivers in force may hide, or do. */
    List<Held> ofImage(long image) {
        Map<String, Map<Long, Finding>> byKey = new LinkedHashMap<>();
        h.createQuery("""
                        select f.* from image_set i
                            join set_package s on s.set_id = i.set_id
                            join package_finding f on f.package_id = s.package_id
                        where i.image_id = :image and f.gone_at is null and exists (
                            select 1 from waiver w where w.ended_at is null and w.vulnerability in (f.vulnerability, f.source))
                        order by f.key, f.package_id
                        """)
                .bind("image", image)
                .map((row, context) -> Map.entry(row.getLong("package_id"), Findings.read(row)))
                .forEach(row -> byKey.computeIfAbsent(row.getValue().key(), k -> new LinkedHashMap<>())
                        .put(row.getKey(), row.getValue()));
        List<Held> held = new ArrayList<>();
        byKey.values().forEach(rows -> {
            Map<Long, long[]> holders = new HashMap<>();
            rows.keySet().forEach(id -> holders.put(id, new long[] {image}));
            held.add(held(rows, holders));
        });
        h.createQuery("select * from image_finding f where image_id = :image and gone_at is null and exists ("
                        + "select 1 from waiver w where w.ended_at is null and w.vulnerability = f.vulnerability)")
                .bind("image", image)
                .map((row, context) -> own(row))
                .forEach(f -> held.add(own(f, List.of(image))));
        return held;
    }

    private Held held(Map<Long, Finding> rows, Map<Long, long[]> holders) {
        Map.Entry<Long, Finding> first = rows.entrySet().iterator().next();
        return new Held(named(first.getValue(), first.getKey()), holders);
    }

    private static Held own(Finding f, List<Long> images) {
        return new Held(f, Map.of(Held.ITSELF, Ids.sorted(images.stream().mapToLong(Long::longValue))));
    }

    /** What is found of an image itself, as far as it is kept. */
    static Finding own(ResultSet row) throws SQLException {
        return new Finding(
                row.getString("key"),
                row.getString("vulnerability"),
                Findings.kind(row.getString("kind")),
                Findings.severity(row.getString("severity")),
                row.getString("title"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty());
    }

    /** With the package's name and version, which a finding's row has not. */
    Finding named(Finding f, long id) {
        Package p = read(id);
        return f.withPackage(new PackageRef(f.pkg().map(PackageRef::purl).orElse(""), p.name(), p.version()));
    }

    /** From 0; -1 where it is not known. */
    int layer(long id) {
        Package p = read(id);
        return p.evidence().isEmpty() ? -1 : p.evidence().getFirst().layerIndex();
    }

    private Package read(long id) {
        return packages.computeIfAbsent(id, key -> new StoredPackage(
                        "",
                        h.select("select body from package where id = ?", id)
                                .mapTo(String.class)
                                .one())
                .read());
    }

    /** The images that hold a package, sorted. */
    long[] images(long id) {
        return images.computeIfAbsent(
                id,
                key -> Ids.sorted(h
                        .select(
                                "select i.image_id from set_package s join image_set i on i.set_id = s.set_id"
                                        + " where s.package_id = ?",
                                id)
                        .mapTo(Long.class)
                        .list()
                        .stream()
                        .mapToLong(Long::longValue)));
    }
}
