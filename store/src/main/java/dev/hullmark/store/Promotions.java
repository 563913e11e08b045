package dev.hullmark.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** What became of images under promotion rules: the last word for each rule, source, digest and target. */
public final class Promotions {
    private final Database database;

    public Promotions(Database database) {
        this.database = database;
    }

    /** How it ended. */
    public enum Outcome {
        PROMOTED,
        /** It does not meet the rule's criteria. */
        REFUSED,
        /** It does, and could not be copied. */
        FAILED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The last word.
     *
     * @param source name of the image: {@code registry.example.com/dev/app:1}
     * @param digest of the image, or of the index it is one of
     * @param target the name it was to have; "" when it did not come to that
     * @param reasons why not, one clause a line
     */
    public record Result(
            long id,
            String rule,
            String source,
            String digest,
            String target,
            Outcome outcome,
            String reasons,
            Instant at) {}

    /** Takes note. That something was promoted is an event, once. */
    public void note(Result result, Optional<Long> image) {
        database.write(h -> {
            boolean before = h.select(
                            "select 1 from promotion_result where rule = ? and source = ? and digest = ? and target = ?"
                                    + " and outcome = 'promoted'",
                            result.rule(),
                            result.source(),
                            result.digest(),
                            result.target())
                    .mapTo(Integer.class)
                    .findFirst()
                    .isPresent();
            h.execute(
                    "insert into promotion_result (rule, source, digest, target, outcome, reasons, at)"
                            + " values (?, ?, ?, ?, ?, ?, ?) on conflict (rule, source, digest, target) do update set"
                            + " outcome = excluded.outcome, reasons = excluded.reasons, at = excluded.at",
                    result.rule(),
                    result.source(),
                    result.digest(),
                    result.target(),
                    result.outcome().text(),
                    result.reasons(),
                    result.at().toEpochMilli());
            if (result.outcome() == Outcome.PROMOTED && !before) {
                String cause = result.source() + " to " + result.target() + " by rule " + result.rule();
                Events.add(h, Events.Type.PROMOTED, image, cause, result.at());
            }
            return before;
        });
    }

    /** Whether a rule has promoted an image from a name. */
    public boolean promoted(String rule, String source, String digest) {
        return database.read(h -> h.select(
                        "select 1 from promotion_result where rule = ? and source = ? and digest = ? and outcome ="
                                + " 'promoted'",
                        rule,
                        source,
                        digest)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    /** Promotions that made a name stand for an image. */
    public List<Result> madeName(String target, String digest) {
        return database.read(h -> h.select(
                        "select * from promotion_result where target = ? and digest = ? and outcome = 'promoted'",
                        target,
                        digest)
                .map(Promotions::read)
                .list());
    }

    /**
     * A page of a rule's results, the latest first.
     *
     * @param before only those with a lower id; {@link Long#MAX_VALUE} for all
     */
    public List<Result> page(String rule, long before, int most) {
        return page(rule, "", before, most);
    }

    /**
     * Likewise.
     *
     * @param outcome as its text; "" for all
     */
    public List<Result> page(String rule, String outcome, long before, int most) {
        return database.read(h -> h.select(
                        "select * from promotion_result where rule = ? and (outcome = ? or ? = '') and id < ?"
                                + " order by id desc limit ?",
                        rule,
                        outcome,
                        outcome,
                        before,
                        most)
                .map(Promotions::read)
                .list());
    }

    /** How many results of a rule ended each way. */
    public Map<Outcome, Integer> counts(String rule) {
        return database.read(h -> {
            Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
            h.select("select outcome, count(*) from promotion_result where rule = ? group by outcome", rule)
                    .map((row, context) -> Map.entry(outcome(row.getString(1)), row.getInt(2)))
                    .forEach(row -> counts.put(row.getKey(), row.getValue()));
            return counts;
        });
    }

    private static Outcome outcome(String text) {
        return Outcome.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Result read(ResultSet row, StatementContext context) throws SQLException {
        return new Result(
                row.getLong("id"),
                row.getString("rule"),
                row.getString("source"),
                row.getString("digest"),
                row.getString("target"),
                outcome(row.getString("outcome")),
                row.getString("reasons"),
                Instant.ofEpochMilli(row.getLong("at")));
    }
}
