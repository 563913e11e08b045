package dev.hullmark.store;

import dev.hullmark.store.Images.Registered;
import dev.hullmark.store.Images.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Images come in under a name: noted, told as an event, and queued to be read, in the caller's transaction. */
final class Arrivals {
    private Arrivals() {}

    static Registered register(
            Database database,
            Handle h,
            String repository,
            String tag,
            String platform,
            String digest,
            Optional<Jobs.Priority> scan,
            Instant now) {
        Registered known = insert(h, repository, tag, digest, scan, now);
        Names.put(database, h, repository, tag, platform, known.id(), now);
        queue(h, known, scan, now);
        return known;
    }

    static List<Registered> set(
            Database database, Handle h, String repository, String tag, List<Version> versions, Instant now) {
        Map<String, Registered> known = new HashMap<>();
        // In the same order everywhere: who adds the same images at the same time waits, and never for each other.
        for (Version one :
                versions.stream().sorted(Comparator.comparing(Version::digest)).toList()) {
            if (!known.containsKey(one.digest())) {
                known.put(one.digest(), insert(h, repository, tag, one.digest(), one.scan(), now));
            }
        }
        List<Names.Row> wanted = new ArrayList<>();
        List<Registered> all = new ArrayList<>();
        for (Version one : versions) {
            Registered image = Objects.requireNonNull(known.get(one.digest()));
            wanted.add(new Names.Row(one.platform(), image.id()));
            all.add(image);
        }
        Names.set(database, h, repository, tag, wanted, now);
        for (int i : IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> all.get(i).id()))
                .toList()) {
            queue(h, all.get(i), versions.get(i).scan(), now);
        }
        return all;
    }

    static Registered told(Database database, Handle h, String repository, String tag, String digest, Instant now) {
        boolean taken = h.select(
                        "select 1 from tag t join image i on i.id = t.image_id where t.repository = ? and t.tag = ?"
                                + " and t.until is null and i.digest <> ? and i.source not in ('upload', 'agent')",
                        repository,
                        tag,
                        digest)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
        String called = taken ? digest : tag;
        Registered image = insert(h, repository, called, digest, Optional.empty(), now);
        if (image.added() || !Names.has(h, repository, called, image.id())) {
            Names.put(database, h, repository, called, "", image.id(), now);
        }
        return image;
    }

    private static Registered insert(
            Handle h, String repository, String tag, String digest, Optional<Jobs.Priority> scan, Instant now) {
        String name = Names.of(repository, tag);
        boolean added = insert(h, digest, name, scan.isPresent() ? "queued" : "listed");
        long id = id(h, digest);
        if (added) {
            Events.add(h, Events.Type.IMAGE_PUSHED, Optional.of(id), name, now);
        }
        return new Registered(id, added);
    }

    private static void queue(Handle h, Registered image, Optional<Jobs.Priority> scan, Instant now) {
        long id = image.id();
        boolean pushedAgain = scan.filter(p -> p != Jobs.Priority.SCHEDULED).isPresent()
                && h.execute(
                                "update image set status = 'queued' where id = ? and status in ('failed',"
                                        + " 'unsupported', 'too-large')",
                                id)
                        > 0;
        boolean unread = scan.isPresent()
                && h.execute("update image set status = 'queued' where id = ? and status = 'listed'", id) > 0;
        if (image.added() || pushedAgain || unread || toldByOthers(h, id)) {
            scan.ifPresent(priority -> Jobs.add(h, Jobs.SCAN, Long.toString(id), priority, now));
        }
    }

    private static boolean insert(Handle h, String digest, String name, String status) {
        return h.createUpdate("insert into image (digest, name, status, reason, packages, critical, high, medium, low,"
                                + " negligible, unknown, exploited) values (:digest, :name, :status, '', 0, 0, 0,"
                                + " 0, 0, 0, 0, 0) on conflict (digest) do nothing")
                        .bind("digest", digest)
                        .bind("name", name)
                        .bind("status", status)
                        .execute()
                > 0;
    }

    private static long id(Handle h, String digest) {
        return h.select("select id from image where digest = ?", digest)
                .mapTo(Long.class)
                .one();
    }

    /** Whether it is known by others' word alone, and reading it was not tried in vain these days. */
    private static boolean toldByOthers(Handle h, long image) {
        return h.select(
                        "select 1 from image where id = ? and source in ('upload', 'agent') and not exists"
                                + " (select 1 from job where kind = 'scan' and subject = ? and state = 'failed')",
                        image,
                        Long.toString(image))
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }
}
