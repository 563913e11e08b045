package dev.hullmark.store;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.PackageRef;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** What is open of one image, its waived findings marked as such. */
public final class MarkedFindings {
    private final Database database;

    public MarkedFindings(Database database) {
        this.database = database;
    }

    /**
     * Each finding once, most urgent first. Of the package there is the package-url, its last part standing for the name; of
     * the advisory its id and whether it is exploited: the rest is in the advisories.
     *
     * @param counts which waivers mark
     */
    public List<Finding> open(long image, Predicate<Waivers.Entry> counts, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return database.read(h -> {
            Map<String, Finding> open = new LinkedHashMap<>();
            rows(h, image).forEach(f -> open.putIfAbsent(f.key(), f));
            Map<String, List<Waivers.Entry>> hidden = Waivers.ofImage(h, image, today);
            List<Finding> findings = new ArrayList<>();
            open.forEach((key, f) -> findings.add(hidden.getOrDefault(key, List.of()).stream()
                    .filter(counts)
                    .findFirst()
                    .map(entry -> f.withWaived(entry.waived()))
                    .orElse(f)));
            findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::id));
            return findings;
        });
    }

    private static List<Finding> rows(Handle h, long image) {
        List<Finding> rows = h.createQuery("select f.* from image_set i join set_package s on s.set_id = i.set_id"
                        + " join package_finding f on f.package_id = s.package_id"
                        + " where i.image_id = :image and f.gone_at is null")
                .bind("image", image)
                .map((row, context) -> named(Findings.read(row)))
                .list();
        List<Finding> all = new ArrayList<>(rows);
        all.addAll(h.createQuery("select * from image_finding where image_id = :image and gone_at is null")
                .bind("image", image)
                .map((row, context) -> HeldFindings.own(row))
                .list());
        return all;
    }

    /** By the last part of the package-url, which is near enough for a sentence. */
    private static Finding named(Finding f) {
        String purl = f.pkg().map(PackageRef::purl).orElse("");
        int end = purl.indexOf('?') < 0 ? purl.length() : purl.indexOf('?');
        int at = purl.lastIndexOf('@', end - 1);
        int slash = purl.lastIndexOf('/', at < 0 ? end : at);
        return at < 0
                ? f
                : f.withPackage(new PackageRef(purl, purl.substring(slash + 1, at), purl.substring(at + 1, end)));
    }
}
