package dev.hullmark.store;

import dev.hullmark.model.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** The whole at a glance, as {@link Spread} last counted it. */
public final class Overview {
    /** By rank. */
    private static final List<Severity> SEVERITIES = List.of(Severity.values());

    private final Database database;

    public Overview(Database database) {
        this.database = database;
    }

    /**
     * The sums of one day over all images that have a name.
     *
     * @param at when it was counted
     * @param affected images with any finding
     * @param fixable findings that have a fix
     */
    public record Day(
            LocalDate day,
            Instant at,
            int images,
            int affected,
            Map<Severity, Integer> findings,
            int exploited,
            int fixable) {}

    /**
     * One thing that is found, and how widely.
     *
     * @param id a vulnerability's, or a rule's
     * @param packages how many packages have it; 0 for what is found of images themselves
     * @param images how many named images hold it
     */
    public record Thing(
            String id,
            String kind,
            Severity severity,
            boolean exploited,
            boolean fixable,
            String title,
            int packages,
            int images,
            Instant firstSeen) {}

    /** What comes first. */
    public enum Order {
        SEVERITY,
        IMAGES
    }

    /**
     * Which things; what is empty or false asks for nothing.
     *
     * @param text part of the id or title, in any case
     * @param kind as findings have it
     */
    public record Filter(String text, String kind, Optional<Severity> least, boolean exploited, boolean fixable) {}

    /** The latest day last; days on which nothing was counted are missing. */
    public List<Day> days(int most) {
        List<Day> latest = database.read(h -> h.select("select * from trend order by day desc limit ?", most)
                .map(Overview::day)
                .list());
        return latest.reversed();
    }

    private static Day day(ResultSet row, StatementContext context) throws SQLException {
        Map<Severity, Integer> findings = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            findings.put(severity, row.getInt(severity.text()));
        }
        return new Day(
                LocalDate.parse(row.getString("day")),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getInt("images"),
                row.getInt("affected"),
                findings,
                row.getInt("exploited"),
                row.getInt("fixable"));
    }

    /** @param skip how many to leave out, for the pages after the first */
    public List<Thing> things(Filter filter, Order order, int skip, int most) {
        List<String> where = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> values = new LinkedHashMap<>();
        if (!filter.text().isEmpty()) {
            where.add("(lower(vulnerability) like :text escape '!' or lower(title) like :text escape '!')");
            values.put("text", "%" + ImageQueries.escaped(filter.text().toLowerCase(Locale.ROOT)) + "%");
        }
        if (!filter.kind().isEmpty()) {
            where.add("kind = :kind");
            values.put("kind", filter.kind());
        }
        filter.least().ifPresent(least -> {
            where.add("rank <= :rank");
            values.put("rank", rank(least));
        });
        if (filter.exploited()) {
            where.add("exploited > 0");
        }
        if (filter.fixable()) {
            where.add("fixable > 0");
        }
        String by = order == Order.SEVERITY ? "rank, images desc, vulnerability" : "images desc, rank, vulnerability";
        return database.read(h -> h.createQuery("select * from spread where " + String.join(" and ", where)
                        + " order by " + by + " limit :most offset :skip")
                .bindMap(values)
                .bind("most", most)
                .bind("skip", skip)
                .map(Overview::thing)
                .list());
    }

    public Optional<Thing> thing(String id) {
        return database.read(h -> h.select("select * from spread where vulnerability = ?", id)
                .map(Overview::thing)
                .findOne());
    }

    private static Thing thing(ResultSet row, StatementContext context) throws SQLException {
        return new Thing(
                row.getString("vulnerability"),
                row.getString("kind"),
                SEVERITIES.get(row.getInt("rank")),
                row.getInt("exploited") > 0,
                row.getInt("fixable") > 0,
                row.getString("title"),
                row.getInt("packages"),
                row.getInt("images"),
                Instant.ofEpochMilli(row.getLong("first_seen")));
    }

    private static int rank(Severity severity) {
        return SEVERITIES.indexOf(severity);
    }
}
