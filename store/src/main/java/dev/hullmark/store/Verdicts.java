package dev.hullmark.store;

import dev.hullmark.model.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Judges stored packages again. What is found of a package is found in every image that holds it, so the cost follows what
 * changed in the advisories and not how many images there are; only telling the images costs a row each.
 */
public final class Verdicts {
    /** As a fingerprint: what was judged by different advisories, and is to be judged again. */
    static final long UNSURE = Long.MIN_VALUE;

    private static final String JUDGED_BY = "judged-by";

    /** Packages judged and written in one transaction. */
    private static final int CHUNK = 200;

    private final Database database;

    public Verdicts(Database database) {
        this.database = database;
    }

    /**
     * One question that packages were judged by.
     *
     * @param fingerprint of the answer at the time
     */
    public record Lookup(long id, String ecosystem, String name, long fingerprint) {
        private Lookup answered(long now) {
            return new Lookup(id, ecosystem, name, now);
        }
    }

    /**
     * What judging again came to.
     *
     * @param packages how many were judged
     * @param changes how many findings of images came, went or changed: as many events were written
     */
    public record Outcome(int packages, int changes) {}

    /** How much is judged. */
    public enum Kind {
        /** What is answered otherwise than before. */
        DELTA,
        /** Everything, as proof. */
        FULL;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whose advisories packages need. */
    public List<String> ecosystems() {
        return database.read(h -> h.select("select distinct ecosystem from lookup order by ecosystem")
                .mapTo(String.class)
                .list());
    }

    /** The digest of the advisories that everything was judged by last; "" before the first time. */
    public String judgedBy() {
        return database.read(Verdicts::judgedBy);
    }

    static String judgedBy(Handle h) {
        return Settings.get(h, JUDGED_BY).orElse("");
    }

    /** Whether a package was judged by other advisories than those before it. */
    public boolean unsure() {
        return database.read(h -> h.select("select 1 from lookup where fingerprint = ?", UNSURE)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    /**
     * Judges packages by what is known now, and remembers the answers.
     *
     * @param answer what the advisories answer now, as a fingerprint
     * @param judging called for each portion anew, so that what it remembers is bounded
     * @param feedsDigest of all advisories
     * @throws StoreException when another one began meanwhile: of two, by different advisories perhaps, the later counts
     */
    public Outcome judge(
            Kind kind, ToLongFunction<Lookup> answer, Supplier<Judging> judging, String feedsDigest, Instant now) {
        List<Lookup> known = lookups();
        // What was broken off left verdicts of its own: which, nobody knows.
        boolean everything = kind == Kind.FULL || database.read(Judgements::interrupted);
        List<Lookup> changed = new ArrayList<>();
        for (Lookup lookup : known) {
            long answered = answer.applyAsLong(lookup);
            if (everything || answered != lookup.fingerprint()) {
                changed.add(lookup.answered(answered));
            }
        }
        // Under the lock: what is added from here on has a higher id than any that is there.
        Begun begun = database.changeVerdicts(h -> {
            List<Long> packages = everything ? packages(h) : packagesOf(h, changed);
            return new Begun(packages, newest(h), Judgements.begin(h, kind, feedsDigest, packages.size(), now));
        });
        int changes = 0;
        for (int from = 0; from < begun.packages().size(); from += CHUNK) {
            List<Long> ids =
                    begun.packages().subList(from, Math.min(begun.packages().size(), from + CHUNK));
            Judging judge = judging.get();
            Map<Long, StoredPackage> packages = stored(ids);
            Map<Long, List<Finding>> judged = new HashMap<>();
            packages.forEach((id, p) -> judged.put(id, judge.findings(p.read(), p.ofDistribution())));
            changes += database.changeVerdicts(h -> {
                Judgements.stillTheLatest(h, begun.judgement());
                if (everything) {
                    Lookups.complete(h, packages, judge);
                }
                return new VerdictChange(database, h, judge, begun.judgement(), now).apply(judged);
            });
        }
        int all = changes;
        long last = known.isEmpty() ? 0 : known.getLast().id();
        database.changeVerdicts(h -> {
            Judgements.stillTheLatest(h, begun.judgement());
            answer(h, changed, begun.newest());
            // Asked first while this went on, perhaps of the advisories before these.
            h.execute("update lookup set fingerprint = ? where id > ?", UNSURE, last);
            tell(h, feedsDigest, all, now);
            Settings.set(h, JUDGED_BY, feedsDigest);
            return Judgements.end(h, begun.judgement(), all);
        });
        return new Outcome(begun.packages().size(), all);
    }

    /** Once for each change of the advisories, by whoever is the first to have judged by them. */
    private static void tell(Handle h, String feedsDigest, int changes, Instant now) {
        String before = judgedBy(h);
        if (!before.isEmpty() && !before.equals(feedsDigest)) {
            String cause = changes + (changes == 1 ? " finding" : " findings") + " of images changed";
            Events.add(h, Events.Type.ADVISORIES_UPDATED, Optional.empty(), cause, now);
        }
    }

    private record Begun(List<Long> packages, long newest, long judgement) {}

    /** Every question asked so far. */
    private List<Lookup> lookups() {
        return database.read(h -> h.select("select id, ecosystem, name, fingerprint from lookup order by id")
                .map((row, ctx) -> new Lookup(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4)))
                .list());
    }

    private static long newest(Handle h) {
        return h.select("select coalesce(max(id), 0) from package")
                .mapTo(Long.class)
                .one();
    }

    /** A package that was added meanwhile may have been judged by the old answers. */
    private static void answer(Handle h, List<Lookup> changed, long newest) {
        PreparedBatch answers = h.prepareBatch("update lookup set fingerprint = case when exists (select 1 from"
                + " package_lookup where lookup_id = :id and package_id > :newest) then :unsure else :fingerprint end"
                + " where id = :id");
        changed.forEach(lookup -> answers.bind("fingerprint", lookup.fingerprint())
                .bind("id", lookup.id())
                .bind("newest", newest)
                .bind("unsure", UNSURE)
                .add());
        if (answers.size() > 0) {
            answers.execute();
        }
    }

    private static List<Long> packages(Handle h) {
        return h.select("select id from package order by id").mapTo(Long.class).list();
    }

    private static List<Long> packagesOf(Handle h, List<Lookup> lookups) {
        Set<Long> packages = new TreeSet<>();
        for (List<Long> ids : Chunks.of(lookups.stream().map(Lookup::id).toList())) {
            h.createQuery("select distinct package_id from package_lookup where lookup_id in (<ids>)")
                    .bindList("ids", ids)
                    .mapTo(Long.class)
                    .forEach(packages::add);
        }
        return List.copyOf(packages);
    }

    private Map<Long, StoredPackage> stored(Collection<Long> packages) {
        return database.read(h -> {
            Map<Long, StoredPackage> found = new HashMap<>();
            for (List<Long> ids : Chunks.of(packages)) {
                h.createQuery("select id, distribution, body from package where id in (<ids>)")
                        .bindList("ids", ids)
                        .map((row, ctx) ->
                                Map.entry(row.getLong(1), new StoredPackage(row.getString(2), row.getString(3))))
                        .forEach(row -> found.put(row.getKey(), row.getValue()));
            }
            return found;
        });
    }
}
