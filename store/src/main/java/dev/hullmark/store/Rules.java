package dev.hullmark.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Policies or promotion rules, by name. What they say is the server's business; a change of one asks about every image again. */
public final class Rules {
    private final Database database;
    private final String table;
    private final String action;

    private Rules(Database database, String table, String action) {
        this.database = database;
        this.table = table;
        this.action = action;
    }

    public static Rules policies(Database database) {
        return new Rules(database, "policy", "policy");
    }

    public static Rules promotions(Database database) {
        return new Rules(database, "promotion_rule", "promotion");
    }

    /**
     * One of them.
     *
     * @param body JSON, checked by who put it there
     */
    public record Rule(String name, String body, String by, Instant changed) {}

    /** Makes it, or takes the place of the one of this name. */
    public void put(String name, String body, String who, Instant now) {
        database.write(h -> {
            h.execute(
                    "insert into " + table + " (name, body, changed_by, changed_at) values (?, ?, ?, ?)"
                            + " on conflict (name) do update set body = excluded.body, changed_by = excluded.changed_by,"
                            + " changed_at = excluded.changed_at",
                    name,
                    body,
                    who,
                    now.toEpochMilli());
            PolicyDue.markAll(h);
            return Audit.note(h, who, action + ".put", name, body, now);
        });
    }

    /** @return false when there is none of this name */
    public boolean remove(String name, String who, Instant now) {
        return database.write(h -> {
            boolean removed = h.execute("delete from " + table + " where name = ?", name) > 0;
            if (removed) {
                h.execute("delete from violation where policy = ?", table.equals("policy") ? name : "");
                PolicyDue.markAll(h);
                Audit.note(h, who, action + ".remove", name, "", now);
            }
            return removed;
        });
    }

    public Optional<Rule> get(String name) {
        return database.read(h -> h.select("select * from " + table + " where name = ?", name)
                .map(Rules::read)
                .findOne());
    }

    /** All, by name: there are few. */
    public List<Rule> all() {
        return database.read(h -> h.select("select * from " + table + " order by name")
                .map(Rules::read)
                .list());
    }

    private static Rule read(ResultSet row, StatementContext context) throws SQLException {
        return new Rule(
                row.getString("name"),
                row.getString("body"),
                row.getString("changed_by"),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
