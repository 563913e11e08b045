package dev.hullmark.store;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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

    /** The name stands for the image on this platform, and for what it did on others. */
    static void put(
            Database database, Handle h, String repository, String tag, String platform, long image, Instant now) {
        List<Row> there = now(h, repository, tag).stream()
                .filter(row -> row.platform().equals(platform))
                .toList();
        replace(database, h, repository, tag, there, List.of(new Row(platform, image)), now);
    }

    /** The name stands for these images, and for nothing else. */
    static void set(Database database, Handle h, String repository, String tag, List<Row> wanted, Instant now) {
        replace(database, h, repository, tag, now(h, repository, tag), wanted, now);
    }

    /** The name stands for nothing any more, but for what only others told of. */
    static void end(Database database, Handle h, String repository, String tag, Instant now) {
        List<Row> seen = now(h, repository, tag).stream()
                .filter(row -> h.select(
                                "select 1 from image where id = ? and source not in ('upload', 'agent')", row.image())
                        .mapTo(Integer.class)
                        .findFirst()
                        .isPresent())
                .toList();
        replace(database, h, repository, tag, seen, List.of(), now);
    }

    /** What a name stands for on one platform. */
    record Row(String platform, long image) {}

    private static List<Row> now(Handle h, String repository, String tag) {
        return h.select(
                        "select platform, image_id from tag where repository = ? and tag = ? and until is null",
                        repository,
                        tag)
                .map((row, context) -> new Row(row.getString(1), row.getLong(2)))
                .list();
    }

    private static void replace(
            Database database,
            Handle h,
            String repository,
            String tag,
            List<Row> there,
            List<Row> wanted,
            Instant now) {
        List<Row> ended = there.stream().filter(row -> !wanted.contains(row)).toList();
        List<Row> begun = wanted.stream().filter(row -> !there.contains(row)).toList();
        long[] touched =
                Ids.sorted(Stream.concat(ended.stream(), begun.stream()).mapToLong(Row::image));
        if (touched.length == 0) {
            return;
        }
        // All that the caller goes on to change, at once and in order: others lock some of them, too.
        Waived.lock(
                database,
                h,
                Ids.sorted(Stream.concat(ended.stream(), wanted.stream()).mapToLong(Row::image)));
        for (Row row : ended) {
            h.execute(
                    "update tag set until = ? where repository = ? and tag = ? and platform = ? and image_id = ?"
                            + " and until is null",
                    now.toEpochMilli(),
                    repository,
                    tag,
                    row.platform(),
                    row.image());
        }
        for (Row row : begun) {
            h.execute(
                    "insert into tag (name, repository, tag, platform, image_id, since) values (?, ?, ?, ?, ?, ?)",
                    of(repository, tag),
                    repository,
                    tag,
                    row.platform(),
                    row.image(),
                    now.toEpochMilli());
        }
        if (WaiverRows.anyInForce(h)) {
            new WaiverChange(database, h, now).renamed(touched);
        }
        PolicyDue.mark(database, h, touched);
    }
}
