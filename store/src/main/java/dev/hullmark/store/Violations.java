package dev.hullmark.store;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which images violate which policies now; that one begins to is an event, once. */
public final class Violations {
    private final Database database;

    public Violations(Database database) {
        this.database = database;
    }

    /**
     * What policies say of an image.
     *
     * @param violated by the policies' names, why: a clause a line
     */
    public record Said(PolicyDue.Due due, Map<String, String> violated) {
        public Said {
            violated = Map.copyOf(violated);
        }
    }

    /** Takes note, and takes the images off what is due. @return how many violations began */
    public int apply(List<Said> said, Instant now) {
        return database.write(h -> {
            int begun = 0;
            for (Said one : said) {
                long image = one.due().image();
                Set<String> over = new HashSet<>(h.select("select policy from violation where image_id = ?", image)
                        .mapTo(String.class)
                        .list());
                over.removeAll(one.violated().keySet());
                over.forEach(
                        policy -> h.execute("delete from violation where image_id = ? and policy = ?", image, policy));
                for (Map.Entry<String, String> violated : one.violated().entrySet()) {
                    int inserted = h.execute(
                            "insert into violation (policy, image_id, since, why) values (?, ?, ?, ?)"
                                    + " on conflict do nothing",
                            violated.getKey(),
                            image,
                            now.toEpochMilli(),
                            violated.getValue());
                    if (inserted == 0) {
                        h.execute(
                                "update violation set why = ? where policy = ? and image_id = ? and why <> ?",
                                violated.getValue(),
                                violated.getKey(),
                                image,
                                violated.getValue());
                    }
                    if (inserted > 0) {
                        String why = violated.getValue().replace("\n", "; ");
                        String cause = "policy " + violated.getKey() + ": " + why;
                        begun += Events.add(h, Events.Type.POLICY_VIOLATED, Optional.of(image), cause, now);
                    }
                }
                PolicyDue.done(h, one.due());
            }
            return begun;
        });
    }

    /**
     * One violation.
     *
     * @param why as the last look said, a clause a line; "" where it was before this was kept
     */
    public record Violation(long image, Instant since, String why) {}

    /**
     * A page of the images that violate a policy, by number.
     *
     * @param after only those with a higher number
     */
    public List<Violation> page(String policy, long after, int most) {
        return database.read(h -> h.select(
                        "select image_id, since, why from violation where policy = ? and image_id > ?"
                                + " order by image_id limit ?",
                        policy,
                        after,
                        most)
                .map((row, context) ->
                        new Violation(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3)))
                .list());
    }

    /** How many images violate each policy; one that none violates is not in it. */
    public Map<String, Integer> counts() {
        return database.read(h -> {
            Map<String, Integer> counts = new TreeMap<>();
            h.createQuery("select policy, count(*) from violation group by policy")
                    .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                    .forEach(row -> counts.put(row.getKey(), row.getValue()));
            return counts;
        });
    }

    /** The policies an image violates, and since when. */
    public Map<String, Instant> of(long image) {
        return database.read(h -> {
            Map<String, Instant> since = new TreeMap<>();
            h.createQuery("select policy, since from violation where image_id = :image")
                    .bind("image", image)
                    .map((row, context) -> Map.entry(row.getString(1), Instant.ofEpochMilli(row.getLong(2))))
                    .forEach(row -> since.put(row.getKey(), row.getValue()));
            return since;
        });
    }
}
