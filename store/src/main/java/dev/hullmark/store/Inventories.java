package dev.hullmark.store;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.LayerInfo;
import dev.hullmark.model.Package;
import dev.hullmark.sbom.InventoryJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What images hold. Packages are kept once and shared, and so are their verdicts: an image that holds nothing new costs a
 * few rows, and no judgement.
 */
public final class Inventories {
    private static final String READ_AGAIN = "the image was read again";

    private final Database database;

    public Inventories(Database database) {
        this.database = database;
    }

    /** A layer's packages, and each one's hash. */
    private record Group(String hash, Map<String, StoredPackage> packages) {}

    private record Judged(List<Judging.Lookup> lookups, List<Finding> findings) {}

    /**
     * What was read of an image, and by whom.
     *
     * @param configDigest by which engines know the image, or ""
     * @param catalogers who looked, as {@link Stale} compares it; "" when that is not known
     */
    public record Reading(Inventory inventory, Images.Source source, String configDigest, String catalogers) {
        /** By the server itself. */
        public static Reading own(Inventory inventory) {
            return new Reading(inventory, Images.Source.REGISTRY, "", "");
        }
    }

    /** The same, of what the server read itself. */
    public void put(long image, Inventory inventory, List<Finding> own, Judging judging, Instant now) {
        put(image, Reading.own(inventory), own, judging, now);
    }

    /**
     * Keeps what was read of an image, and with what is found of its packages and of itself makes it done. Of one that was
     * read before, each finding that came, went or changed is an event.
     *
     * <p>What others sent never takes the place of what the server read itself. Its packages are shared with other images by
     * nothing but their content: whoever sends a package can't change what another image holds.
     *
     * @param image its id
     * @param own what is found of the image itself
     * @return false when it was not kept: the server has read the image itself
     */
    public boolean put(long image, Reading reading, List<Finding> own, Judging judging, Instant now) {
        Inventory inventory = reading.inventory();
        List<Group> groups = groups(inventory);
        Map<String, StoredPackage> missing = database.read(h -> missing(h, groups));
        // Judged before the transaction: nobody waits for it.
        Map<String, Judged> judged = new HashMap<>();
        missing.forEach((hash, p) -> judged.put(hash, judge(p, judging)));
        byte[] body = packed(inventory);
        return database.addImage(h -> {
            Waived.lock(database, h, image);
            if (!claimed(h, image, reading)) {
                return false;
            }
            Optional<OpenFindings> before =
                    readBefore(h, image) ? Optional.of(OpenFindings.of(h, image)) : Optional.empty();
            String judgedBy = Verdicts.judgedBy(h);
            boolean current = judgedBy.isEmpty() || judgedBy.equals(judging.digest());
            for (Group group : groups) {
                missing(h, List.of(group)).forEach((hash, p) -> {
                    Judged known = judged.get(hash);
                    insert(h, hash, p, known == null ? judge(p, judging) : known, current, now);
                });
            }
            link(h, image, groups);
            Findings.putOwn(h, image, own, before.isPresent() ? READ_AGAIN : "", now);
            h.createUpdate("update image set status = 'done', reason = '', inventory = :body, packages = :packages,"
                            + " config_digest = :config, catalogers = :catalogers, stale = '', scanned_at = :now,"
                            + " judged_at = :now, known_since = coalesce(known_since, :now) where id = :id")
                    .bind("body", body)
                    .bind("packages", inventory.packages().size())
                    .bind("config", reading.configDigest())
                    .bind("catalogers", reading.catalogers())
                    .bind("now", now.toEpochMilli())
                    .bind("id", image)
                    .execute();
            layers(h, image, inventory.layers());
            List<Waived.Shifted> shifted = new Waived(database, h).ofImage(image);
            Findings.count(h, image);
            before.ifPresent(then -> {
                then.tell(OpenFindings.of(h, image), READ_AGAIN, now);
                new WaiverChange(database, h, now).tell(shifted, READ_AGAIN);
            });
            PolicyDue.mark(database, h, image);
            Events.add(h, Events.Type.SCAN_FINISHED, Optional.of(image), "", now);
            return true;
        });
    }

    /** Makes it this reading's, and with that waits for another one of the same image. */
    private static boolean claimed(Handle h, long image, Reading reading) {
        String own = reading.source() == Images.Source.REGISTRY ? "" : " and source <> 'registry'";
        return h.execute(
                        "update image set source = ? where id = ?" + own,
                        reading.source().text(),
                        image)
                > 0;
    }

    private static boolean readBefore(Handle h, long image) {
        return h.select("select 1 from image where id = ? and inventory is not null", image)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    /** The inventory of an image without its packages, which is quick; empty when it was never read. */
    public Optional<Inventory> readBare(long image) {
        return database.read(h -> bare(h, image));
    }

    /** What an image's packages are judged by: ecosystems as advisories write them, with their release. */
    public List<String> ecosystems(long image) {
        return database.read(h -> h.select(
                        "select distinct l.ecosystem from image_set i join set_package s on s.set_id = i.set_id"
                                + " join package_lookup p on p.package_id = s.package_id"
                                + " join lookup l on l.id = p.lookup_id where i.image_id = ?",
                        image)
                .mapTo(String.class)
                .list());
    }

    /** The inventory of an image; empty when it was never read. */
    public Optional<Inventory> read(long image) {
        return database.read(h -> {
            return bare(h, image).map(bare -> {
                List<Package> packages = h.select(
                                "select p.body from package p join set_package s on s.package_id = p.id"
                                        + " join image_set i on i.set_id = s.set_id where i.image_id = ?",
                                image)
                        .mapTo(String.class)
                        .map(text -> InventoryJson.readPackage(text, bare.layers()))
                        .list();
                return whole(bare, packages);
            });
        });
    }

    /** What could not be seen of an image when it was read, and what was; empty when it was never read. */
    public List<Coverage> coverage(long image) {
        return database.read(h -> bare(h, image).map(Inventory::coverage).orElse(List.of()));
    }

    /** All but the packages. */
    static Optional<Inventory> bare(Handle h, long image) {
        return h.select("select inventory from image where id = ? and inventory is not null", image)
                .mapTo(byte[].class)
                .findOne()
                .map(Inventories::unpacked);
    }

    private static Inventory whole(Inventory bare, List<Package> packages) {
        List<Package> sorted = new ArrayList<>(packages);
        sorted.sort(Comparator.comparing((Package p) -> p.type().purlType())
                .thenComparing(Package::name)
                .thenComparing(Package::version)
                .thenComparing(p ->
                        p.evidence().isEmpty() ? "" : p.evidence().getFirst().path()));
        return withPackages(bare, sorted);
    }

    private static Inventory withPackages(Inventory i, List<Package> packages) {
        return new Inventory(
                i.subject(),
                i.distribution(),
                i.config(),
                i.layers(),
                packages,
                i.coverage(),
                i.catalogers(),
                i.facts());
    }

    private static List<Group> groups(Inventory inventory) {
        TreeMap<Integer, Map<String, StoredPackage>> byLayer = new TreeMap<>();
        for (Package p : inventory.packages()) {
            int layer = p.evidence().isEmpty() ? -1 : p.evidence().getFirst().layerIndex();
            StoredPackage stored = StoredPackage.of(p, inventory.distribution(), inventory.layers());
            byLayer.computeIfAbsent(layer, l -> new LinkedHashMap<>()).put(stored.hash(), stored);
        }
        List<Group> groups = new ArrayList<>();
        for (Map<String, StoredPackage> packages : byLayer.values()) {
            groups.add(new Group(Hashes.of(packages.keySet().stream().sorted().toList()), packages));
        }
        return groups;
    }

    /** The packages of groups that nobody has yet, by hash. */
    private static Map<String, StoredPackage> missing(Handle h, List<Group> groups) {
        Map<String, StoredPackage> missing = new LinkedHashMap<>();
        Set<String> known =
                present(h, "package_set", groups.stream().map(Group::hash).toList());
        for (Group group : groups) {
            if (!known.contains(group.hash())) {
                missing.putAll(group.packages());
            }
        }
        missing.keySet().removeAll(present(h, "package", missing.keySet()));
        return missing;
    }

    private static Set<String> present(Handle h, String table, Collection<String> hashes) {
        return new HashSet<>(ids(h, table, hashes).keySet());
    }

    private static Map<String, Long> ids(Handle h, String table, Collection<String> hashes) {
        Map<String, Long> ids = new HashMap<>();
        for (List<String> some : Chunks.of(hashes)) {
            h.createQuery("select hash, id from " + table + " where hash in (<hashes>)")
                    .bindList("hashes", some)
                    .map((rs, ctx) -> Map.entry(rs.getString(1), rs.getLong(2)))
                    .forEach(row -> ids.put(row.getKey(), row.getValue()));
        }
        return ids;
    }

    private static Judged judge(StoredPackage stored, Judging judging) {
        Package p = stored.read();
        return new Judged(judging.lookups(p, stored.ofDistribution()), judging.findings(p, stored.ofDistribution()));
    }

    private static void insert(Handle h, String hash, StoredPackage p, Judged judged, boolean current, Instant now) {
        // Another node may have been quicker: then its rows are as good.
        int inserted = h.createUpdate("insert into package (hash, distribution, body)"
                        + " values (:hash, :distribution, :body) on conflict (hash) do nothing")
                .bind("hash", hash)
                .bind("distribution", p.distribution())
                .bind("body", p.body())
                .execute();
        if (inserted == 0) {
            return;
        }
        long id = h.select("select id from package where hash = ?", hash)
                .mapTo(Long.class)
                .one();
        for (Judging.Lookup lookup : judged.lookups()) {
            h.createUpdate("insert into package_lookup (package_id, lookup_id) values (:package, :lookup)")
                    .bind("package", id)
                    .bind("lookup", Lookups.id(h, lookup, current))
                    .execute();
        }
        Findings.insert(h, id, judged.findings(), now);
    }

    private static void link(Handle h, long image, List<Group> groups) {
        h.execute("delete from image_set where image_id = ?", image);
        for (Group group : groups) {
            int inserted = h.createUpdate("insert into package_set (hash) values (:hash) on conflict (hash) do nothing")
                    .bind("hash", group.hash())
                    .execute();
            long set = h.select("select id from package_set where hash = ?", group.hash())
                    .mapTo(Long.class)
                    .one();
            if (inserted > 0) {
                PreparedBatch members =
                        h.prepareBatch("insert into set_package (set_id, package_id) values (:set, :package)");
                ids(h, "package", group.packages().keySet()).values().forEach(id -> members.bind("set", set)
                        .bind("package", id)
                        .add());
                members.execute();
            }
            h.execute("insert into image_set (image_id, set_id) values (?, ?)", image, set);
        }
    }

    private static void layers(Handle h, long image, List<LayerInfo> layers) {
        h.execute("delete from image_layer where image_id = ?", image);
        if (!layers.isEmpty()) {
            PreparedBatch rows =
                    h.prepareBatch("insert into image_layer (image_id, position, diff_id) values (?, ?, ?)");
            layers.forEach(layer -> rows.add(image, layer.index(), layer.diffId()));
            rows.execute();
        }
    }

    static byte[] packed(Inventory inventory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            InventoryJson.write(withPackages(inventory, List.of()), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Inventory unpacked(byte[] packed) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return InventoryJson.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
