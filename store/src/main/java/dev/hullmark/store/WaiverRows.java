package dev.hullmark.store;

import dev.hullmark.model.Waiver;
import dev.hullmark.store.Waivers.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of waivers. */
final class WaiverRows {
    private WaiverRows() {}

    static Optional<Entry> byId(Handle h, long id) {
        return h.select("select * from waiver where id = ?", id)
                .map(WaiverRows::read)
                .findOne();
    }

    static boolean anyInForce(Handle h) {
        return h.select("select 1 from waiver where ended_at is null limit 1")
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    /** Those in force that speak of a vulnerability by one of these names. */
    static List<Entry> inForce(Handle h, Set<String> ids) {
        return h.createQuery("select * from waiver where vulnerability in (<ids>) and ended_at is null order by id")
                .bindList("ids", List.copyOf(ids))
                .map(WaiverRows::read)
                .list();
    }

    static List<Entry> expired(Handle h, String today) {
        return h.select(
                        "select * from waiver where ended_at is null and expires <> '' and expires < ? order by id",
                        today)
                .map(WaiverRows::read)
                .list();
    }

    static List<Entry> page(Handle h, String vulnerability, boolean ended, long before, int most) {
        return h.createQuery(
                        "select * from waiver where id < :before and ended_at is " + (ended ? "not " : "")
                                + "null and (:vulnerability = '' or vulnerability = :vulnerability) order by id desc limit :most")
                .bind("before", before)
                .bind("vulnerability", vulnerability)
                .bind("most", most)
                .map(WaiverRows::read)
                .list();
    }

    static Entry read(ResultSet row, StatementContext context) throws SQLException {
        String expires = row.getString("expires");
        long id = row.getLong("id");
        Waiver waiver = new Waiver(
                row.getString("vulnerability"),
                row.getString("package"),
                "",
                Set.of(),
                row.getString("reason"),
                row.getString("author"),
                expires.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(expires)),
                "waiver " + id);
        long ended = row.getLong("ended_at");
        Optional<Waivers.End> end = row.wasNull()
                ? Optional.empty()
                : Optional.of(new Waivers.End(
                        Instant.ofEpochMilli(ended), row.getString("ended"), row.getString("ended_by")));
        return new Entry(
                id,
                new Waivers.Draft(
                        waiver,
                        new Waivers.Scope(
                                Waivers.Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
                                row.getString("target")),
                        Waivers.Decision.valueOf(row.getString("decision")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')),
                        row.getString("justification")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                end);
    }
}
