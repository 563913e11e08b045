package dev.hullmark.store;

import java.time.Instant;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/** What names stand for, now and before. */
final class Names {
    private Names() {}

    static String of(String repository, String tag) {
        return repository + (tag.startsWith("sha256:") ? "@" : ":") + tag;
    }

    /** Whether the name stands for the image now, on any platform. */
    static boolean has(Handle h, String repository, String tag, long image) {
        return h.select(
                        "select 1 from tag where repository = ? and tag = ? and image_id = ? and until is null",
                        repository,
                        tag,
                        image)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    static void put(
            Database database, Handle h, String repository, String tag, String platform, long image, Instant now) {
        boolean same = h.select(
                        "select 1 from tag where repository = ? and tag = ? and platform = ? and image_id = ?"
                                + " and until is null",
                        repository,
                        tag,
                        platform,
                        image)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
        if (same) {
            return;
        }
        long[] touched = LongStream.concat(
                        LongStream.of(image),
                        h
                                .select(
                                        "select image_id from tag where repository = ? and tag = ? and platform = ?"
                                                + " and until is null",
                                        repository,
                                        tag,
                                        platform)
                                .mapTo(Long.class)
                                .stream()
                                .mapToLong(Long::longValue))
                .sorted()
                .toArray();
        Waived.lock(database, h, touched);
        h.execute(
                "update tag set until = ? where repository = ? and tag = ? and platform = ? and until is null",
                now.toEpochMilli(),
                repository,
                tag,
                platform);
        h.execute(
                "insert into tag (name, repository, tag, platform, image_id, since) values (?, ?, ?, ?, ?, ?)",
                of(repository, tag),
                repository,
                tag,
                platform,
                image,
                now.toEpochMilli());
        if (WaiverRows.anyInForce(h)) {
            new WaiverChange(database, h, now).renamed(touched);
        }
        PolicyDue.mark(database, h, touched);
    }
}
