package dev.hullmark.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Counts what pages show of the whole: how many images hold each thing that is found, and today's sums. Images are counted
 * that have a name. The work is done here and not by the database, in portions: for a hundred thousand images a join would
 * have as many rows as all of them have findings, a set of images is a few kilobytes.
 */
public final class Spread {
    private static final String COUNTED_TO = "spread-counted-to";
    private static final int SETS = 2000;
    private static final int[] NONE = {};

    private static final String RANK =
            "min(case severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2"
                    + " when 'low' then 3 when 'negligible' then 4 else 5 end)";

    private final Database database;
    private final Settings settings;

    public Spread(Database database) {
        this.database = database;
        settings = new Settings(database);
    }

    /** One thing that is found, without how many images hold it. */
    private record Thing(
            String id, String kind, int rank, int exploited, int fixable, String title, int packages, long firstSeen) {}

    /** Whether anything happened, or a day began, since the last count. */
    public boolean due(Instant now) {
        return !settings.get(COUNTED_TO).orElse("").equals(state(now));
    }

    /** Counts anew. What pages show meanwhile is the count before. */
    public void count(Instant now) {
        String state = state(now);
        Map<Long, int[]> sets = database.read(Spread::sets);
        List<Thing> things = new ArrayList<>();
        List<Integer> images = new ArrayList<>();
        database.read(h -> {
            for (List<String> ids : Chunks.of(vulnerabilities(h))) {
                Map<String, BitSet> holders = holders(h, ids, sets);
                for (Thing thing : things(h, ids)) {
                    things.add(thing);
                    images.add(holders.getOrDefault(thing.id(), new BitSet()).cardinality());
                }
            }
            return things;
        });
        database.write(h -> {
            h.execute("delete from spread");
            insert(h, things, images);
            own(h);
            trend(h, now);
            return things.size();
        });
        settings.set(COUNTED_TO, state);
    }

    private String state(Instant now) {
        long last = database.read(h -> h.select("select coalesce(max(id), 0) from event")
                .mapTo(Long.class)
                .one());
        return day(now) + " " + last;
    }

    private static String day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    }

    /** Which images hold each set of packages: most sets are one image's, so lists and not sets of bits. */
    private static Map<Long, int[]> sets(Handle h) {
        long[] images =
                Ids.sorted(h.select("select distinct image_id from tag where until is null").mapTo(Long.class).stream()
                        .mapToLong(Long::longValue));
        Map<Long, IntStream.Builder> building = new HashMap<>();
        long last = h.select("select coalesce(max(id), 0) from package_set")
                .mapTo(Long.class)
                .one();
        Map<Long, int[]> sets = new HashMap<>();
        for (long from = 0; from < last; from += SETS) {
            h.createQuery("select set_id, image_id from image_set where set_id > :from and set_id <= :to")
                    .bind("from", from)
                    .bind("to", from + SETS)
                    .map((row, context) -> new long[] {row.getLong(1), row.getLong(2)})
                    .forEach(row -> {
                        int image = Arrays.binarySearch(images, row[1]);
                        if (image >= 0) {
                            building.computeIfAbsent(row[0], set -> IntStream.builder())
                                    .add(image);
                        }
                    });
            building.forEach((set, held) -> sets.put(set, held.build().toArray()));
            building.clear();
        }
        return sets;
    }

    private static List<String> vulnerabilities(Handle h) {
        return h.createQuery("select distinct vulnerability from package_finding")
                .mapTo(String.class)
                .list();
    }

    private static Map<String, BitSet> holders(Handle h, List<String> ids, Map<Long, int[]> sets) {
        Map<String, BitSet> holders = new HashMap<>();
        h.createQuery("select distinct f.vulnerability, s.set_id from package_finding f"
                        + " join set_package s on s.package_id = f.package_id"
                        + " where f.vulnerability in (<ids>) and f.gone_at is null")
                .bindList("ids", ids)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(row -> {
                    BitSet images = holders.computeIfAbsent(row.getKey(), id -> new BitSet());
                    for (int image : sets.getOrDefault(row.getValue(), NONE)) {
                        images.set(image);
                    }
                });
        return holders;
    }

    private static List<Thing> things(Handle h, List<String> ids) {
        return h.createQuery("select vulnerability, min(kind), " + RANK + ", max(exploited),"
                        + " max(case when fixed_in <> '' then 1 else 0 end), min(title), count(*), min(first_seen)"
                        + " from package_finding where vulnerability in (<ids>) and gone_at is null"
                        + " group by vulnerability")
                .bindList("ids", ids)
                .map((row, context) -> new Thing(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getString(6),
                        row.getInt(7),
                        row.getLong(8)))
                .list();
    }

    private static void insert(Handle h, List<Thing> things, List<Integer> images) {
        PreparedBatch rows = h.prepareBatch("""
                insert into spread (vulnerability, kind, rank, exploited, fixable, title, packages, images, first_seen)
                values (:id, :kind, :rank, :exploited, :fixable, :title, :packages, :images, :firstSeen)
                """);
        for (int i = 0; i < things.size(); i++) {
            if (images.get(i) > 0) {
                Thing thing = things.get(i);
                rows.bind("id", thing.id())
                        .bind("kind", thing.kind())
                        .bind("rank", thing.rank())
                        .bind("exploited", thing.exploited())
                        .bind("fixable", thing.fixable())
                        .bind("title", thing.title())
                        .bind("packages", thing.packages())
                        .bind("firstSeen", thing.firstSeen())
                        .bind("images", images.get(i))
                        .add();
            }
        }
        if (rows.size() > 0) {
            rows.execute();
        }
    }

    /** What is found of images themselves. */
    private static void own(Handle h) {
        h.execute(
                "insert into spread (vulnerability, kind, rank, exploited, fixable, title, packages, images, first_seen)"
                        + " select vulnerability, min(kind), " + RANK
                        + ", 0, 0, min(title), 0, count(distinct image_id),"
                        + " min(first_seen) from image_finding f where gone_at is null"
                        + " and exists (select 1 from tag t where t.image_id = f.image_id and t.until is null)"
                        + " group by vulnerability on conflict (vulnerability) do nothing");
    }

    private static void trend(Handle h, Instant now) {
        h.execute("delete from trend where day = ?", day(now));
        h.createUpdate("""
                        insert into trend (day, at, images, affected, critical, high, medium, low, negligible, unknown,
                            exploited, fixable)
                        select :day, :at, count(*),
                            coalesce(sum(case when critical + high + medium + low + negligible + unknown > 0 then 1
                                else 0 end), 0),
                            coalesce(sum(critical), 0), coalesce(sum(high), 0), coalesce(sum(medium), 0),
                            coalesce(sum(low), 0), coalesce(sum(negligible), 0), coalesce(sum(unknown), 0),
                            coalesce(sum(exploited), 0), coalesce(sum(fixable), 0)
                        from image i
                        where exists (select 1 from tag t where t.image_id = i.id and t.until is null)
                        """).bind("day", day(now)).bind("at", now.toEpochMilli()).execute();
    }
}
